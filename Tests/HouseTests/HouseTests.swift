import Testing

@Suite struct HouseRoomIsThere {
  @Test func builds() {}
}
