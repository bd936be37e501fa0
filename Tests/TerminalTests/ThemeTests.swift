import Testing

@testable import Terminal

@Suite struct `The standard theme` {
  @Test func `can be read: contrast of 4.5 and more, on black and on white`() {
    #expect(Theme.standard.faults == [])
  }

  @Test func `is measured by the rule of WCAG`() {
    let (black, white) = (Palette.Colour(0, 0, 0), Palette.Colour(255, 255, 255))
    #expect(abs(Palette.contrast(black, white) - 21) < 0.001)
    #expect(abs(Palette.contrast(Palette.Colour(0x76, 0x76, 0x76), white) - 4.54) < 0.01)
    #expect(
      Theme(name: "bad", [.dim: Theme.Entry(plain: [], sixteen: Look(), full: Look(240))]).faults.isEmpty
        == false)
  }

  @Test func `uses no colour where there is none, and only eight where there are eight`() {
    for index in 0..<UInt16(Style.indexLimit) {
      let style = Style(index: index)
      let plain = Theme.standard.look(style, .none)
      #expect(plain.ink == nil && plain.ground == nil)
      let eight = Theme.standard.look(style, .eight)
      #expect((eight.ink ?? 0) < 8 && (eight.ground ?? 0) < 8)
    }
  }

  @Test func `shows the selection without colour`() {
    #expect(Theme.standard.look(.selected, .none).attributes.contains(.reverse))
    #expect(Theme.standard.look(Style.bad.onSelection, .none).attributes.contains([.reverse, .bold]))
  }

  @Test func `is chosen by the number of colours`() {
    #expect(ColourTier(colours: 256) == .full)
    #expect(ColourTier(colours: 88) == .sixteen)
    #expect(ColourTier(colours: 8) == .eight)
    #expect(ColourTier(colours: 0) == ColourTier.none)
    #expect(ColourTier("16") == .sixteen)
    #expect(ColourTier("many") == nil)
  }
}
