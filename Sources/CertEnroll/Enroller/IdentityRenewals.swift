import CAInterface
import CertCli
import CertificateTemplates
import Logging
import Metrics
import PKIFormats
import PortableFoundation

/// The successors of a certificate, in order. Each comes when it was obtained.
///
/// While the CA is away or refuses, the sequence waits and tries again; the log says so, and the old certificate stays in use. A successor that
/// another program put into the same store is taken over. Time is read from the wall clock at least every five minutes, so a jump of the clock
/// delays a renewal by no more than that. The sequence ends when its task is canceled; it throws only when the store cannot be read.
public struct IdentityRenewals: AsyncSequence, Sendable {
    public typealias Element = EnrolledIdentity

    let enroller: CertificateEnroller
    let identity: EnrolledIdentity
    /// The certificate in use, where something else may change it too.
    var served: (@Sendable () -> EnrolledIdentity)?

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(enroller: enroller, current: identity, served: served) }

    public struct AsyncIterator: AsyncIteratorProtocol {
        let enroller: CertificateEnroller
        var current: EnrolledIdentity
        private let served: (@Sendable () -> EnrolledIdentity)?
        private var failures = 0
        private var overlap: TimeInterval?

        init(enroller: CertificateEnroller, current: EnrolledIdentity, served: (@Sendable () -> EnrolledIdentity)? = nil) {
            self.enroller = enroller
            self.current = current
            self.served = served
        }

        public mutating func next() async throws -> EnrolledIdentity? {
            let share = enroller.clock.random()
            while !Task.isCancelled {
                if let served = served?(), served.certificate != current.certificate {
                    (current, overlap, failures) = (served, nil, 0)
                }
                if overlap == nil { overlap = await enroller.overlap() }
                let now = enroller.clock.now()
                let schedule = RenewalSchedule(notBefore: current.certificate.notBefore, notAfter: current.notAfter, overlap: overlap)
                Gauge(label: "certificate_seconds_to_expiry", dimensions: enroller.dimensions).record(
                    current.notAfter.timeIntervalSince(now)
                )
                let wait = schedule.due(share: share).timeIntervalSince(now)
                guard wait <= 0 else {
                    guard await slept(wait) else { return nil }
                    continue
                }
                // The names of the certificate, so that a successor for others in the same store is not taken for its own.
                if let found = try await enroller.stored(
                    try RequestedNames(of: current.certificate),
                    after: now,
                    succeeding: current.certificate
                ) {
                    return took(found)
                }
                do {
                    return took(try await enroller.renew(current))
                } catch is CancellationError {
                    return nil
                } catch {
                    failures += 1
                    report(error, at: now)
                    guard await slept(schedule.wait(failures: failures, at: now, share: enroller.clock.random())) else { return nil }
                }
            }
            return nil
        }

        private mutating func took(_ renewed: EnrolledIdentity) -> EnrolledIdentity {
            failures = 0
            overlap = nil
            current = renewed
            Counter(label: "certificate_renewals_total", dimensions: enroller.dimensions).increment()
            enroller.logger.info(
                "certificate renewed",
                metadata: [
                    "template": "\(enroller.template)", "serial": "\(renewed.certificate.serialHex)",
                    "notAfter": "\(renewed.notAfter.formatted(.iso8601))",
                ]
            )
            return renewed
        }

        private func report(_ error: any Error, at now: Date) {
            Counter(label: "certificate_renewal_failures_total", dimensions: enroller.dimensions).increment()
            let isExpired = current.notAfter <= now
            enroller.logger.log(
                level: isExpired ? .error : .warning,
                isExpired
                    ? "the certificate has expired and could not be replaced; it is tried again"
                    : "the certificate could not be renewed; the old one stays in use and it is tried again",
                metadata: [
                    "template": "\(enroller.template)", "serial": "\(current.certificate.serialHex)",
                    "notAfter": "\(current.notAfter.formatted(.iso8601))", "failures": "\(failures)", "reason": "\(error)",
                ]
            )
        }

        /// - Returns: false when the task was canceled.
        private func slept(_ seconds: TimeInterval) async -> Bool {
            do {
                try await enroller.clock.sleep(.milliseconds(Int64((Swift.min(seconds, 300) * 1_000).rounded(.up))))
                return true
            } catch {
                return false
            }
        }
    }
}

extension CertificateEnroller {
    /// The labels of this enroller's metrics.
    var dimensions: [(String, String)] { [("template", template), ("authority", address.description)] }

    /// The template's renewal period in seconds; nil when the server cannot be asked now.
    func overlap() async -> TimeInterval? {
        guard let template = try? await server.template(named: template) else { return nil }
        return TimeInterval(template.overlapSeconds)
    }
}
