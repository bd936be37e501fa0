import Rents
import Testing

@testable import Casebook

/// What search finds is what a reader finds who takes field after field, folds it, and looks.
@Suite("Search finds what a plain reading of the folded fields finds")
struct SearchPropertyTests {
  @Test("Random accounts, random queries with accents, case and punctuation", arguments: 1...8)
  func sameAsPlainReading(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let accounts = (0..<60).map { SearchPropertyTests.account($0, &random) }
    for _ in 0..<150 {
      let query = SearchPropertyTests.query(accounts, &random)
      let answer = SearchAnswer(searching: query, among: accounts, limit: .max)
      let expected = accounts.filter { SearchPropertyTests.plainly(query, $0) }.map(\.reference).sorted()
      #expect(answer.hits.map(\.account.reference).sorted() == expected, "\(query)")
      #expect(answer.count == expected.count)
      let few = SearchAnswer(searching: query, among: accounts, limit: 3)
      #expect(few.hits == Array(answer.hits.prefix(3)))
      for hit in answer.hits { #expect(hit.matches.count == SearchQuery(query).words.count) }
    }
  }

  @Test("Texts as they are typed, deleted, pasted over and typed again", arguments: 1...5)
  func sameAsTyped(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(100 + seed))
    let accounts = (0..<60).map { SearchPropertyTests.account($0, &random) }
    var index = SearchIndex()
    for account in accounts {
      index.append(SearchText(account).bytes, reference: account.reference.utf8, patch: "".utf8)
    }
    var steps = SearchSteps()
    var narrowed = 0
    var before = SearchQuery("")
    for _ in 0..<8 {
      // From one text to another by deleting what differs and typing the rest, with slips of a letter.
      let wanted = Array(SearchPropertyTests.query(accounts, &random))
      var typed = [Character]()
      while typed != wanted {
        switch Int.random(in: 0..<12, using: &random) {
        case 0 where !typed.isEmpty: typed.removeLast()
        case 1: typed = Array(wanted.prefix(Int.random(in: 0...wanted.count, using: &random)))
        default:
          if wanted.starts(with: typed) { typed.append(wanted[typed.count]) } else { typed.removeLast() }
        }
        let text = String(typed)
        let query = SearchQuery(text)
        let limit = Int.random(in: 0..<10, using: &random) == 0 ? 5 : 3
        let found = steps.find(query, limit: limit, in: index)
        let anew = index.find(query, limit: limit)
        #expect(found.all == anew.all && found.best == anew.best, "\(text)")
        // That what is found anew is right is shown above; so only now and then here, where it is read plainly.
        if typed == wanted || Int.random(in: 0..<5, using: &random) == 0 {
          let plainly = accounts.indices.filter { SearchPropertyTests.plainly(text, accounts[$0]) }
          #expect(found.all.map(Int.init) == plainly, "\(text)")
        }
        // What narrows finds nothing that was not found before.
        if query.narrows(before) {
          narrowed += 1
          #expect(Set(anew.all).isSubset(of: index.find(before, limit: 0).all), "\(text)")
        }
        before = query
      }
    }
    #expect(narrowed > 10)
  }

  @Test("A longer text narrows where every word of the one before begins one of its words")
  func narrowing() {
    func narrows(_ text: String, _ before: String) -> Bool {
      SearchQuery(text).narrows(SearchQuery(before))
    }
    #expect(narrows("mars", "mar") && narrows("mar", "mar") && narrows("mar 1", "mar"))
    #expect(narrows("14 hazel", "14 h") && narrows("hazel 14", "14 h") && narrows("o'brien", "o'"))
    #expect(!narrows("mar", "") && !narrows("", "mar"))
    #expect(!narrows("ma", "mar") && !narrows("smar", "mar") && !narrows("mar", "mar 1"))
    // The national form of what is typed is another text: 447 may be 07, 44 7 and all that begins so is not.
    #expect(!narrows("4477", "447") && narrows("44770", "4477") && !narrows("+447", "447"))
  }

  // MARK: A plain reading

  private static func plainly(_ query: String, _ account: SearchedAccount) -> Bool {
    let words = FoldedText(query).bytes.split(separator: 0x20).map { $0.filter(isLetter) }.filter {
      !$0.isEmpty
    }
    guard !words.isEmpty else { return false }
    return words.allSatisfy { word in
      [word, national(word)].contains { word in
        word.map { word in
          parted(account).contains { stands(word, inWords: $0) }
            || whole(account).contains { contains($0, word) }
        } ?? false
      }
    }
  }

  /// Reference, postcode and numbers are one word each.
  private static func whole(_ account: SearchedAccount) -> [[UInt8]] {
    [account.reference, account.postcode].map { FoldedText($0).bytes.filter(isLetter) }
      + PhoneNumber.all(in: account.phone).map(\.digits)
  }

  private static func parted(_ account: SearchedAccount) -> [[[UInt8]]] {
    (account.names + [account.address]).map { field in
      FoldedText(field).bytes.split { !isLetter($0) }.map(Array.init)
    }
  }

  /// Inside one word, or from the beginning of a word on over words that follow; but not over one of another alphabet.
  private static func stands(_ sought: [UInt8], inWords words: [[UInt8]]) -> Bool {
    for (index, word) in words.enumerated() {
      if contains(word, sought) { return true }
      var joined = word
      for next in words[(index + 1)...] where joined.count < sought.count {
        if (next.first ?? 0) >= 0x80 { break }
        joined += next
      }
      if joined.starts(with: sought) { return true }
    }
    return false
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
  }

  private static func national(_ word: [UInt8]) -> [UInt8]? {
    guard word.count >= 4, word.starts(with: "44".utf8), word.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      return nil
    }
    return Array("0".utf8) + (word[2] == 0x30 ? word[3...] : word[2...])
  }

  // MARK: Random accounts and queries

  private static let forenames = [
    "Máire", "JOAN", "Seán", "Zoë", "al", "Anne-Marie", "Ada", "Łukasz", "Анна", "O",
  ]
  private static let surnames = [
    "O'Brien", "OBrien", "O Brien", "Nelson", "Marsh", "MARSHALL", "van der Berg", "Ní Dhálaigh", "Müller",
    "Straße",
    "Петрова", "a b c", "X",
  ]
  private static let streets = [
    "Hazel Walk", "St. John's Road", "Mill-Lane", "Elm House", "14th Avenue", "Ünter Way",
  ]

  private static func account(_ number: Int, _ random: inout SeededGenerator) -> SearchedAccount {
    func pick(_ words: [String]) -> String { words[Int.random(in: 0..<words.count, using: &random)] }
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in Character(String(Int.random(in: 0...9, using: &random))) })
    }
    let names = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      switch Int.random(in: 0...3, using: &random) {
      case 0: pick(surnames) + ", " + pick(forenames)
      case 1: pick(forenames)
      default: "Ms " + pick(forenames) + " " + pick(surnames)
      }
    }
    return SearchedAccount(
      reference: pick(["40", "G/", "T-", "Ü"]) + digits(3) + "\(number)", names: names,
      address: "\(digits(2)) \(pick(streets))", postcode: pick(["ZZ1 1AA", "ZZ11AB", "", "zz9 9zz"]),
      phone: pick([
        "07700 9\(digits(3))", "+44 7700 \(digits(4))", "", "01632-96\(digits(2)) or 7700\(digits(6))",
      ]))
  }

  /// Some piece of an account, mostly, in another dress.
  private static func query(_ accounts: [SearchedAccount], _ random: inout SeededGenerator) -> String {
    let account = accounts[Int.random(in: 0..<accounts.count, using: &random)]
    let fields = [account.reference, account.address, account.postcode, account.phone] + account.names
    return (0..<Int.random(in: 1...3, using: &random)).map { _ in
      let field = Array(fields[Int.random(in: 0..<fields.count, using: &random)].filter { $0 != "+" })
      guard !field.isEmpty else { return "a" }
      let start = Int.random(in: 0..<field.count, using: &random)
      let end = min(field.count, start + Int.random(in: 1...9, using: &random))
      var piece = String(field[start..<end])
      switch Int.random(in: 0...4, using: &random) {
      case 0: piece = piece.uppercased()
      case 1: piece = piece.lowercased().map { "\($0)\u{200B}" }.joined()
      case 2: piece = piece.replacing(" ", with: "")
      case 3: piece += ["é", "'", "-", "q"][Int.random(in: 0...3, using: &random)]
      default: break
      }
      return piece
    }.joined(separator: " ")
  }
}
