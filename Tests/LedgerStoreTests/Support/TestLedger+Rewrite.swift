import LedgerStore
import ReleaseRecords

extension TestLedger {
  /// Replaces the whole log by another, consistent in itself, as a superuser can.
  func rewrite(from records: [Record], keepingCheckpoints: Bool = false) async throws {
    try await tamper(
      """
      do $$
      declare name text;
      begin
        for name in
          select table_name from information_schema.tables
          where table_schema = 'ledger' and table_type = 'BASE TABLE'
            and table_name not in ('migration', 'head'\(keepingCheckpoints ? ", 'checkpoint'" : ""))
        loop
          execute format('delete from ledger.%I', name);
        end loop;
        update ledger.head set size = 0, frontier = '', recorded_at = '-infinity';
      end $$
      """
    )
    let ledger = try await another()
    try await ledger.append(records)
    await ledger.close()
  }
}
