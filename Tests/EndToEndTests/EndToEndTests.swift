import Testing

@Suite struct EndToEndRoomIsThere {
  @Test func builds() {}
}
