import Rents
import Testing

@Suite("Text as it is searched")
struct FoldedTextTests {
  @Test(
    "Folding takes case, accents and what cannot be seen away",
    arguments: [
      ("Má\u{200B}ire", "maire"), ("Ma\u{301}ire", "maire"), ("Ștefan Țăranu", "stefan taranu"),
      ("NGUYỄN TRẦN PHẠM", "nguyen tran pham"), ("Straße Ødegård Łódź Æ", "strasse odegard lodz ae"),
      ("O\u{2019}Brien", "o'brien"), ("李明", "李明"), ("ΑΘΗΝΑ", "αθηνα"), ("a\u{202E}b", "ab"),
    ])
  func folding(_ text: String, _ folded: String) {
    #expect(String(decoding: FoldedText(text).bytes, as: UTF8.self) == folded)
  }

  @Test(
    "accents, case and invisible characters do not matter",
    arguments: ["Máire", "MAIRE", "Ma\u{200B}ire", "Mai\u{301}re", "m\u{AD}aire"])
  func folded(name: String) {
    #expect(FoldedText(name) == FoldedText("maire"))
  }

  @Test("letters without a plain one keep themselves in small")
  func otherLetters() {
    #expect(FoldedText("Łódź Straße Ærø Œuvre").bytes == Array("lodz strasse aero oeuvre".utf8))
    #expect(FoldedText("ШАРА").bytes == Array("шара".utf8))
    #expect(FoldedText("O’Rourke").bytes == Array("o'rourke".utf8))
    #expect(FoldedText("Phạm").bytes == Array("pham".utf8))
  }

  @Test("a control character is gone, a tab or line end parts words, and only a line's own end ends it")
  func controls() {
    var text = FoldedText("a\u{7}b\tc\nd\u{A0}é\te")
    #expect(text == FoldedText("ab c d e e"))
    text.endLine()
    text.append("f")
    #expect(!text.contains(FoldedText("e\nf")) && !text.contains(FoldedText("e f")))
    #expect(text.hasPrefix(FoldedText("AB C")) && FoldedText("\u{200B}").isEmpty)
  }

  @Test("a part is found where it is and nowhere else")
  func contains() {
    let text = FoldedText("14 Hazel Walk")
    #expect(
      text.contains(FoldedText("walk")) && text.contains(FoldedText("14")) && text.contains(FoldedText("")))
    #expect(!text.contains(FoldedText("walker")) && !text.contains(FoldedText("hazelwalk")))
  }
}
