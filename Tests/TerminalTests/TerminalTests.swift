import Testing

@Suite struct TerminalRoomIsThere {
  @Test func builds() {}
}
