import Testing

@Suite struct RentsRoomIsThere {
  @Test func builds() {}
}
