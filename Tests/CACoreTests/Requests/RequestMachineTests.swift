import CACore
import CAInterface
import Testing

@Suite("The life of a request")
struct RequestMachineTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let from: StoredDisposition
        var reason: Int?
        let event: RequestMachine.Event
        /// nil means that the move is illegal.
        let step: RequestMachine.Step?
        let to: StoredDisposition
        var testDescription: String { "\(from.rawValue) \(event) → \(to.rawValue)" }
    }

    static let rows: [Row] = [
        Row(from: .active, event: .possessionNotShown, step: .recordError, to: .error),
        Row(from: .active, event: .policyAllowed, step: .sign, to: .issued),
        Row(from: .active, event: .policyHeld, step: .askOfficer, to: .pending),
        Row(from: .active, event: .policyDenied, step: .refuse, to: .denied),
        Row(from: .active, event: .officerDenied, step: nil, to: .active),
        Row(from: .pending, event: .resubmitted, step: .askPolicy, to: .pending),
        Row(from: .pending, event: .policyAllowed, step: .sign, to: .issued),
        Row(from: .pending, event: .policyHeld, step: .askOfficer, to: .pending),
        Row(from: .pending, event: .policyDenied, step: .refuse, to: .denied),
        Row(from: .pending, event: .officerDenied, step: .refuseByOfficer, to: .denied),
        Row(from: .pending, event: .revocationAsked(reason: 0), step: nil, to: .pending),
        Row(from: .active, event: .challengeSent, step: .askModule, to: .pending),
        Row(from: .active, event: .precertificateSigned, step: .askLogs, to: .pending),
        Row(from: .pending, event: .precertificateSigned, step: .askLogs, to: .pending),
        Row(from: .active, event: .presigned, step: .askRequester, to: .pending),
        Row(from: .pending, event: .presigned, step: .askRequester, to: .pending),
        Row(from: .pending, event: .timestampsGiven, step: .sign, to: .issued),
        Row(from: .denied, event: .timestampsGiven, step: nil, to: .denied),
        Row(from: .issued, event: .timestampsGiven, step: nil, to: .issued),
        Row(from: .denied, event: .resubmitted, step: .askPolicy, to: .pending),
        Row(from: .denied, event: .policyAllowed, step: nil, to: .denied),
        Row(from: .denied, event: .officerDenied, step: nil, to: .denied),
        Row(from: .denied, event: .revocationAsked(reason: 1), step: nil, to: .denied),
        Row(from: .issued, event: .revocationAsked(reason: 1), step: .revoke, to: .revoked),
        Row(from: .issued, event: .revocationAsked(reason: 6), step: .revoke, to: .revoked),
        Row(from: .issued, event: .revocationAsked(reason: 8), step: nil, to: .issued),
        Row(from: .issued, event: .policyAllowed, step: nil, to: .issued),
        Row(from: .issued, event: .resubmitted, step: nil, to: .issued),
        Row(from: .issued, event: .officerDenied, step: nil, to: .issued),
        Row(from: .revoked, reason: 6, event: .revocationAsked(reason: 8), step: .release, to: .issued),
        Row(from: .revoked, reason: 6, event: .revocationAsked(reason: 1), step: .revoke, to: .revoked),
        Row(from: .revoked, reason: 1, event: .revocationAsked(reason: 8), step: nil, to: .revoked),
        Row(from: .revoked, reason: 6, event: .revocationAsked(reason: 6), step: nil, to: .revoked),
        Row(from: .revoked, reason: 1, event: .revocationAsked(reason: 4), step: nil, to: .revoked),
        Row(from: .revoked, reason: 1, event: .revocationAsked(reason: 0), step: nil, to: .revoked),
        Row(from: .revoked, reason: 4, event: .revocationAsked(reason: 1), step: nil, to: .revoked),
        Row(from: .revoked, reason: 4, event: .reasonChanged, step: .changeReason, to: .revoked),
        Row(from: .revoked, reason: 6, event: .reasonChanged, step: nil, to: .revoked),
        Row(from: .issued, event: .reasonChanged, step: nil, to: .issued),
        Row(from: .revoked, reason: 1, event: .revocationAsked(reason: 6), step: nil, to: .revoked),
        Row(from: .error, event: .resubmitted, step: nil, to: .error),
        Row(from: .error, event: .policyAllowed, step: nil, to: .error),
        Row(from: .caCertificate, event: .revocationAsked(reason: 1), step: nil, to: .caCertificate),
    ]

    @Test("every event in every state has the effect in the table", arguments: rows)
    func table(_ row: Row) throws {
        var machine = RequestMachine(stored: row.from, revokedReason: row.reason)
        if let step = row.step {
            #expect(try machine.apply(row.event) == step)
        } else {
            #expect(throws: RequestMachine.IllegalMoveError.self) { try machine.apply(row.event) }
        }
        #expect(machine.disposition == row.to)
    }

    @Test("a certificate on hold can go through hold, release and revocation")
    func hold() throws {
        var machine = RequestMachine(stored: .issued)
        #expect(try machine.apply(.revocationAsked(reason: 6)) == .revoke)
        #expect(try machine.apply(.revocationAsked(reason: 8)) == .release)
        #expect(try machine.apply(.revocationAsked(reason: 1)) == .revoke)
        #expect(throws: RequestMachine.IllegalMoveError.self) { try machine.apply(.revocationAsked(reason: 8)) }
    }
}
