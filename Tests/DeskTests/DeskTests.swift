import Testing

@Suite struct DeskRoomIsThere {
  @Test func builds() {}
}
