import Testing

@Suite struct InterchangeRoomIsThere {
  @Test func builds() {}
}
