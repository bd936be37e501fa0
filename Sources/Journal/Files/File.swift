/// An open file that closes itself.
final class File: Sendable {
  let files: any FileSystem
  let path: String
  let descriptor: FileDescriptor
  /// What is read instead, where the file was archived.
  private let archive: Archive?

  /// Opens a file. One that is to be read and was archived is read as it was.
  init(_ files: any FileSystem, _ path: String, _ mode: OpenMode) throws(FileError) {
    self.files = files
    self.path = path
    (descriptor, archive) = try File.opened(files, path, mode)
  }

  private static func opened(_ files: any FileSystem, _ path: String, _ mode: OpenMode) throws(FileError)
    -> (FileDescriptor, Archive?)
  {
    do throws(FileError) { return (try files.open(path, mode), nil) } catch {
      guard error.reason == .missing, mode == .read, Archive.mayStand(for: path),
        let packed = try? files.open(path + Archive.suffix, .read)
      else { throw error }
      do throws(FileError) { return (packed, try Archive(files, packed, path: path + Archive.suffix)) } catch
      {
        files.close(packed)
        throw error
      }
    }
  }

  /// Whether the bytes come from an archive.
  var isArchived: Bool { archive != nil }

  deinit { files.close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    if let archive { return try archive.read(into: buffer, at: offset) }
    do throws(FileError) {
      return try files.read(descriptor, into: buffer, at: offset)
    } catch { throw named(error) }
  }

  /// Up to `length` bytes at a place.
  func read(_ length: Int, at offset: Int) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, length))
    let result: Result<Int, FileError> = bytes.withUnsafeMutableBytes { buffer in
      do throws(FileError) { return .success(try read(into: buffer, at: offset)) } catch {
        return .failure(error)
      }
    }
    let got = try result.get()
    if got < bytes.count { bytes.removeLast(bytes.count - got) }
    return bytes
  }

  func write(_ bytes: Bytes, at offset: Int) throws(FileError) {
    do throws(FileError) { try files.write(descriptor, bytes, at: offset) } catch { throw named(error) }
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
    try bytes.lend { (buffer) throws(FileError) in try write(buffer, at: offset) }
  }

  func synchronise(_ site: Safeguard = .none) throws(FileError) {
    do throws(FileError) { try files.synchronise(descriptor, site) } catch { throw named(error) }
  }

  func truncate(to length: Int) throws(FileError) {
    do throws(FileError) { try files.truncate(descriptor, to: length) } catch { throw named(error) }
  }

  func status() throws(FileError) -> FileStatus {
    do throws(FileError) {
      var status = try files.status(descriptor)
      if let archive { status.length = archive.length }
      return status
    } catch { throw named(error) }
  }

  func lock(exclusive: Bool, _ site: Safeguard = .none) throws(FileError) -> Bool {
    do throws(FileError) { return try files.lock(descriptor, exclusive: exclusive, site) } catch {
      throw named(error)
    }
  }

  func unlock() { files.unlock(descriptor) }

  func protect() { files.protect(descriptor) }

  private func named(_ error: FileError) -> FileError {
    FileError(operation: error.operation, path: path, reason: error.reason)
  }
}

extension JournalError {
  /// What a failed call means to the officer, at a moment when nothing of theirs had been changed.
  init(_ error: FileError) {
    self =
      switch error.reason {
      case .full: .diskFull(path: error.path)
      case .denied: .readOnly(path: error.path)
      case .corrupt(let offset):
        .damaged(
          file: error.path.split(separator: "/").suffix(2).joined(separator: "/"), offset: offset,
          reason: "the archived file does not match its checksums")
      default: .failed(error)
      }
  }
}

/// Runs calls of the file system, and says in the journal's words what went wrong.
func worded<R>(_ body: () throws(FileError) -> R) throws(JournalError) -> R {
  do throws(FileError) { return try body() } catch { throw JournalError(error) }
}
