import Testing

@Suite struct JournalRoomIsThere {
  @Test func builds() {}
}
