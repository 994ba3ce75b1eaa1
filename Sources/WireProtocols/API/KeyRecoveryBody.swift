package import CAInterface
import PKIFormats

/// The answer to `GET` and `POST …/requests/{requestId}/key-recovery`.
package struct KeyRecoveryBody: Hashable, Sendable, Codable {
    package struct Act: Hashable, Sendable, Codable {
        /// `proposed`, `approved`, `withdrawn` or `handedOut`.
        package var kind: String
        package var officer: String
        package var when: String
        package var reason: String?
    }

    package var requestId: Int
    package var serialNumber: String?
    /// `none`, `proposed` or `approved`.
    package var state: String
    package var recovery: Int
    package var agreed: Int
    package var needed: Int
    package var agents: [String]
    package var acts: [Act]

    package init(_ recovery: KeyRecovery) {
        requestId = recovery.request.rawValue
        serialNumber = recovery.serialNumber
        state = recovery.state.rawValue
        self.recovery = recovery.number
        agreed = recovery.agreed
        needed = recovery.needed
        agents = recovery.agents
        acts = recovery.acts.map { act in
            Act(kind: act.kind.rawValue, officer: act.officer, when: WireDate.text(act.when), reason: act.reason.isEmpty ? nil : act.reason)
        }
    }

    /// - Throws: for a state, an act or a time that this program does not know.
    package func value() throws(BodyError) -> KeyRecovery {
        guard let state = KeyRecovery.State(rawValue: state) else {
            throw BodyError(field: "state", value: self.state, reason: "there is no such state of a recovery")
        }
        let acts = try self.acts.map { act throws(BodyError) in
            guard let kind = KeyRecovery.ActKind(rawValue: act.kind) else {
                throw BodyError(field: "kind", value: act.kind, reason: "there is no such act on a recovery")
            }
            return KeyRecovery.Act(
                kind: kind,
                officer: act.officer,
                when: try WireDate.required(act.when, field: "when"),
                reason: act.reason ?? ""
            )
        }
        return KeyRecovery(
            request: RequestID(requestId),
            serialNumber: serialNumber,
            state: state,
            number: recovery,
            agreed: agreed,
            needed: needed,
            agents: agents,
            acts: acts
        )
    }
}

/// `POST …/requests/{requestId}/key-recovery`.
package struct KeyRecoveryStepBody: Hashable, Sendable, Codable {
    /// `propose`, `approve` or `withdraw`.
    package var step: String
    package var reason: String?

    package init(_ step: KeyRecoveryStep, reason: String) {
        self.step = step.rawValue
        self.reason = reason.isEmpty ? nil : reason
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        step = try object.text("step")
        reason = try object.optionalText("reason")
        try object.finish()
    }

    package func value() throws(BodyError) -> KeyRecoveryStep {
        guard let value = KeyRecoveryStep(rawValue: step) else {
            throw BodyError(field: "step", value: step, reason: "step is \(step); it must be propose, approve or withdraw")
        }
        return value
    }
}

/// The answer to `POST …/requests/{requestId}/archived-key`: the sealed key in a message that the authority signed.
package struct ArchivedKeyBody: Hashable, Sendable, Codable {
    /// Base64 of the DER of SignedData.
    package var message: String

    package init(_ message: [UInt8]) { self.message = Base64.encode(message) }

    package func bytes() throws(BodyError) -> [UInt8] { try EncodedText.bytes(of: message, field: "message") }
}

/// `PUT …/requests/{requestId}/archived-key`.
package struct KeyImportBody: Hashable, Sendable, Codable {
    /// Base64 or PEM of EnvelopedData for the exchange certificate.
    package var key: String
    package var replace: Bool?

    package init(_ key: [UInt8], replaces: Bool) {
        self.key = Base64.encode(key)
        replace = replaces ? true : nil
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        key = try object.text("key")
        replace = try object.optionalFlag("replace")
        try object.finish()
    }

    package func bytes() throws(BodyError) -> [UInt8] { try EncodedText.bytes(of: key, field: "key") }
}
