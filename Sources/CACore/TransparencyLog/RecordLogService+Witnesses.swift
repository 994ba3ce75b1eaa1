import Logging
import PKICrypto
import PKIFormats
import PortableFoundation
import Synchronization

/// Brings checkpoints to the witnesses and publishes those that enough of them signed. Source: C2SP tlog-witness.
extension RecordLogService {
    /// A missing witness delays the published checkpoint, and nothing else.
    package func publish() async {
        guard let log, log.size > log.publishedSize, var note = SignedNote(log.signed) else { return }
        let signatures = await withTaskGroup(of: SignedNote.Signature?.self) { group in
            for witness in witnesses { group.addTask { await self.cosignature(of: witness, log) } }
            var signatures: [SignedNote.Signature] = []
            for await signature in group { if let signature { signatures.append(signature) } }
            return signatures
        }
        guard signatures.count >= quorum, !signatures.isEmpty else { return }
        note.signatures += signatures.sorted { $0.name < $1.name }
        do { try await publish(note, of: log) } catch {
            logger.warning("a checkpoint with witnesses' signatures could not be stored; trying again", metadata: ["error": "\(error)"])
        }
    }

    private func cosignature(of witness: Witness, _ log: RecordLog) async -> SignedNote.Signature? {
        do {
            let signature = try await askedCosignature(of: witness, log)
            status.withLock { $0.silentWitnesses[witness.key.name] = nil }
            return signature
        } catch let halted as RecordLogHaltedError {
            stop(halted)
        } catch {
            let isNew = status.withLock { status in
                defer { status.silentWitnesses[witness.key.name] = status.silentWitnesses[witness.key.name] ?? clock() }
                return status.silentWitnesses[witness.key.name] == nil
            }
            if isNew {
                logger.warning(
                    "a witness does not sign the record's checkpoints; trying again",
                    metadata: ["witness": "\(witness.key.name)", "error": "\(error)"]
                )
            }
        }
        return nil
    }

    private func askedCosignature(of witness: Witness, _ log: RecordLog) async throws -> SignedNote.Signature {
        guard let sender else { throw WitnessError("there is no way to it") }
        var former = witnessSizes[witness.key] ?? 0
        // Once more after the witness has said which size it has.
        for _ in 0..<2 {
            let proof = try await consistencyProof(from: former, to: log)
            let body = "old \(former)\n" + proof.map { Base64.encode($0) + "\n" }.joined() + "\n" + log.signed
            let answer = try await sender.addCheckpoint(Array(body.utf8), to: witness.url + "/add-checkpoint")
            switch answer.status {
            case 200:
                guard let signature = Self.signature(of: witness.key, in: answer.body, log) else {
                    throw WitnessError("its answer has no valid signature by the key \(witness.key)")
                }
                witnessSizes[witness.key] = log.size
                return signature
            case 409:
                let text = String(decoding: answer.body.prefix(32), as: UTF8.self)
                guard let size = Int(text.split(separator: "\n").first ?? ""), size >= 0 else { throw WitnessError("409 without its size") }
                // It never saw from us what is larger than the newest that was signed.
                guard size <= self.log?.size ?? log.size else {
                    throw RecordLogHaltedError.older("The witness \(witness.key.name)", size, than: log.size)
                }
                guard size <= log.size else { throw WitnessError("it has signed a newer checkpoint already") }
                former = size
            case 422:
                throw RecordLogHaltedError(
                    "The witness \(witness.key.name) has signed another log of the same name and size, or one that this log does not continue."
                )
            default: throw WitnessError("HTTP status \(answer.status): \(String(decoding: answer.body.prefix(200), as: UTF8.self))")
            }
        }
        throw WitnessError("it does not keep to the size that it names")
    }

    private static func signature(of key: NoteKey, in answer: [UInt8], _ log: RecordLog) -> SignedNote.Signature? {
        let lines = String(decoding: answer, as: UTF8.self).split(separator: "\n")
        return lines.compactMap { SignedNote.Signature(line: $0) }.first { signature in
            signature.name == key.name && signature.keyID == key.keyID && key.verifies(signature.octets, of: log.checkpoint.text)
        }
    }
}

/// A witness did not sign.
private struct WitnessError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
