import Glibc
import Testing

/// Programs of others that tests hold the product against.
enum Tool {
  /// Whether the host has the program.
  static func isThere(_ name: String) -> Bool {
    guard let path = getenv("PATH") else { return false }
    return String(cString: path).split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }

  /// Runs a command line in a shell.
  /// - Returns: its exit status and what it wrote to both outputs.
  static func run(_ command: String) -> (status: Int32, output: String) {
    guard let pipe = popen("LC_ALL=C.UTF-8 \(command) 2>&1", "r") else { return (-1, "") }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    let status = pclose(pipe)
    return (status >> 8 & 0xFF, String(decoding: bytes, as: UTF8.self))
  }

  /// What hledger makes of every account under `rent`: `-12.34GBP` by name, those with nothing too.
  static func hledgerBalances(_ path: String) throws -> [String: String] {
    let result = run("hledger -f \(path) balance rent --flat --no-total --empty -O csv")
    try #require(result.status == 0, "\(result.output)")
    var balances: [String: String] = [:]
    for line in result.output.split(separator: "\n") {
      let cells = line.split(separator: "\"").filter { $0 != "," }
      if cells.count == 2 { balances[String(cells[0])] = cells[1].filter { $0 != " " } }
    }
    return balances
  }

  /// What ledger makes of every account under `rent`, in the same form.
  static func ledgerBalances(_ path: String) throws -> [String: String] {
    let result = run(
      "ledger -f \(path) balance '^rent' --flat --no-total --empty --format '%(scrub(amount))|%(account)\\n'")
    try #require(result.status == 0, "\(result.output)")
    var balances: [String: String] = [:]
    for line in result.output.split(separator: "\n") {
      let cells = line.split(separator: "|", maxSplits: 1)
      if cells.count == 2 { balances[String(cells[1].drop { $0 == " " })] = cells[0].filter { $0 != " " } }
    }
    return balances
  }
}
