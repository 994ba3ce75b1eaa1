import CACore
import CertCli

/// Brings checkpoints of the record to witnesses over HTTP.
struct WitnessPost: WitnessSender {
    func addCheckpoint(_ body: [UInt8], to url: String) async throws -> (status: Int, body: [UInt8]) {
        try await CheckpointPost.send(body, to: url)
    }
}
