package import CertManagement
import Synchronization

/// A mail sender that keeps what it gets, and fails as the test says.
package final class RecordingMailSender: MailSender {
    private let state = Mutex<(sent: [OutgoingMail], fault: @Sendable (OutgoingMail) -> MailSendError?)>(([], { _ in nil }))

    package init() {}

    package var sent: [OutgoingMail] { state.withLock { $0.sent } }

    package func fail(_ fault: @escaping @Sendable (OutgoingMail) -> MailSendError?) { state.withLock { $0.fault = fault } }

    package func send(_ mail: OutgoingMail) async throws {
        let fault = state.withLock { $0.fault }
        if let error = fault(mail) { throw error }
        state.withLock { $0.sent.append(mail) }
    }

    package func sendTest(to address: String) async throws {
        if address.hasPrefix("no@") { throw MailSendError(.refused, "550 no") }
    }
}
