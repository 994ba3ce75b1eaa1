import CACore
import PKIFormats

extension RowStore {
    package func recordLog() async throws -> RecordLog? { try await read { try RecordLogRow.log(from: $0) } }
    package func recordTile(_ path: TilePath) async throws -> [UInt8]? { try await read { try RecordLogRow.tile(path, from: $0) } }
    package func recordEnd() async throws -> Int { try await read { try RecordLogRow.end(of: $0) } }
}
