import Glibc

/// A run of a program without a terminal, and what it said.
public struct Command: Sendable {
  /// How it ended.
  public var ending: Ending
  /// Its standard output.
  public var output: [UInt8]
  /// Its standard error.
  public var error: [UInt8]
  /// The most memory that it held at once, in kilobytes.
  public var peakKilobytes: Int
  /// From before its start to after its end.
  public var nanoseconds: Int64

  /// The exit status; nil where a signal killed it.
  public var status: Int32? {
    if case .exit(let status) = ending { return status }
    return nil
  }
  /// The standard output as text.
  public var text: String { String(decoding: output, as: UTF8.self) }
  /// The standard error as text.
  public var errorText: String { String(decoding: error, as: UTF8.self) }
  /// The lines of the standard output, blank ones left out; a carriage return at their ends goes with the line feed.
  public var lines: [String] {
    output.split(separator: UInt8(ascii: "\n")).map { line in
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }.filter { !$0.isEmpty }
  }

  /// Runs a program to its end.
  /// - Parameters:
  ///   - path: the program.
  ///   - arguments: its arguments.
  ///   - environment: its whole environment.
  ///   - outputPath: a file for standard output instead of a pipe (`/dev/full`).
  ///   - readsLines: closes the pipe after so many lines, as `head` does.
  /// - Throws: ``SpawnError``.
  public static func run(
    _ path: String, _ arguments: [String], environment: [String: String], outputPath: String? = nil,
    readsLines: Int? = nil
  ) throws(SpawnError) -> Command {
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    var output: [Int32] = [-1, -1]
    var error: [Int32] = [-1, -1]
    guard input >= 0, makePipe(&output), makePipe(&error) else {
      throw SpawnError(program: path, reason: "no descriptors left")
    }
    defer { for descriptor in [input] + output + error where descriptor >= 0 { close(descriptor) } }
    if let outputPath {
      close(output[1])
      output[1] = open(outputPath, O_WRONLY | O_CLOEXEC)
    }
    let began = monotonicNanoseconds()
    let child = try Spawn.start(
      path, arguments, environment: environment,
      streams: .descriptors(input: input, output: output[1], error: error[1]))
    close(output[1])
    close(error[1])
    output[1] = -1
    error[1] = -1

    var said: [[UInt8]] = [[], []]
    var open = [output[0], error[0]]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var lines = 0
    while open.contains(where: { $0 >= 0 }) {
      var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&polled, nfds_t(polled.count), -1) > 0 else { continue }
      for index in polled.indices where polled[index].revents != 0 {
        let count = read(open[index], &buffer, buffer.count)
        if count > 0 {
          said[index] += buffer[..<count]
          if index == 0, let readsLines {
            lines += buffer[..<count].count { $0 == UInt8(ascii: "\n") }
            if lines >= readsLines {
              close(output[0])
              output[0] = -1
              open[0] = -1
            }
          }
        } else if count == 0 || errno != EINTR {
          open[index] = -1
        }
      }
    }
    let (ending, peak) = Spawn.end(of: child)
    return Command(
      ending: ending, output: said[0], error: said[1], peakKilobytes: peak,
      nanoseconds: monotonicNanoseconds() - began)
  }

  private static func makePipe(_ ends: inout [Int32]) -> Bool {
    guard pipe(&ends) == 0 else { return false }
    for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return true
  }
}
