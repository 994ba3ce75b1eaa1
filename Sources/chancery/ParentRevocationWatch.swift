import CACore
import CertCli
import Foundation
import Logging
import PKIFormats
import ServiceLifecycle
import Synchronization

/// Looks every hour whether an authority of another installation has revoked a CA of this server: in the lists that somebody put into `DIR/parents`, and at the addresses in
/// the CA's certificate.
final class ParentRevocationWatch: Service {
    private let check: ParentRevocationCheck
    private let directory: String
    private let logger: Logger
    private let fetch: @Sendable (String) async throws -> [UInt8]
    private let failures = Mutex<[String: String]>([:])

    /// The most octets of a list, and the longest time for it.
    private static let largest = 32 << 20
    private static let seconds: Int64 = 30

    init(
        check: ParentRevocationCheck,
        directory: String,
        logger: Logger,
        fetch: @escaping @Sendable (String) async throws -> [UInt8] = {
            try await TrustedFetch.plainBytes(of: $0, atMost: ParentRevocationWatch.largest, seconds: ParentRevocationWatch.seconds)
        }
    ) {
        self.check = check
        self.directory = directory
        self.logger = logger
        self.fetch = fetch
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.look()
                do { try await Task.sleep(for: .seconds(3600)) } catch { return }
            }
        }
    }

    /// For `/readyz`: CAs about whose certificates nobody knows.
    func warnings() -> [String] { failures.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }

    func look() async {
        do {
            let subjects = try await check.subjects()
            guard !subjects.isEmpty else { return failures.withLock { $0 = [:] } }
            let given = lists()
            for subject in subjects { await look(at: subject, given) }
        } catch {
            logger.error("the lists of parents could not be looked at", metadata: ["error": "\(error)"])
        }
    }

    private func look(at subject: ParentRevocationCheck.Subject, _ given: [[UInt8]]) async {
        var (isKnown, reasons): (Bool, [String]) = (false, [])
        func take(_ bytes: [UInt8], from place: String) async {
            do {
                switch try await check.judge(bytes, for: subject.number) {
                case .good: isKnown = true
                case .revoked:
                    isKnown = true
                    logger.critical(
                        "the certificate of a CA is revoked by its parent; it issues nothing",
                        metadata: ["authority": "\(subject.name)"]
                    )
                case .irrelevant(let reason): reasons.append("\(place): \(reason)")
                }
            } catch { reasons.append("\(place): \(error)") }
        }
        for bytes in given { await take(bytes, from: directory) }
        for address in subject.addresses where !isKnown {
            do { await take(try await fetch(address), from: address) } catch { reasons.append("\(address): \(error)") }
        }
        let text =
            "Nobody knows whether the parent of \(subject.name.quoted) has revoked it: no list of the parent could be used. The log says why."
        failures.withLock { $0[subject.name] = isKnown ? nil : text }
        if !isKnown {
            logger.warning(
                "no list of a CA's parent could be used",
                metadata: ["authority": "\(subject.name)", "reasons": "\(reasons.joined(separator: "; "))"]
            )
        }
    }

    /// The lists that somebody put there, DER or PEM.
    private func lists() -> [[UInt8]] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory))?.sorted() ?? []
        return names.filter { !$0.hasPrefix(".") }.compactMap { name in
            guard let data = FileManager.default.contents(atPath: directory + "/" + name), data.count <= Self.largest else { return nil }
            let bytes = [UInt8](data)
            if bytes.first == 0x30 { return bytes }
            return try? PEMDocument.parse(String(decoding: bytes, as: UTF8.self)).first { $0.label == "X509 CRL" }?.bytes
        }
    }
}
