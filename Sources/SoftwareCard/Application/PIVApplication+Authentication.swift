import OpenSSLKeys
import PKICrypto

/// SP 800-73-4 part 2 §3.2.4: GENERAL AUTHENTICATE carries a dynamic authentication template.
private enum Template {
    static let tag: UInt32 = 0x7C
    static let witness: UInt32 = 0x80
    static let challenge: UInt32 = 0x81
    static let response: UInt32 = 0x82
    static let point: UInt32 = 0x85

    static func members(of command: CardCommand) throws(CardRefusal) -> [TagLengthValue] {
        let elements = try TagLengthValue.list(command.data)
        guard elements.count == 1, let template = elements.value(of: tag) else { throw CardRefusal(.wrongData) }
        return try TagLengthValue.list(template)
    }

    static func answer(_ tag: UInt32, _ value: [UInt8]) -> [UInt8] {
        TagLengthValue(Self.tag, members: [TagLengthValue(tag, value)]).bytes
    }
}

extension PIVApplication {
    /// The management key in two exchanges: both sides prove it (part 2 appendix A.1), or only the other side does.
    ///
    /// The card never encrypts a number that the other side chose before that side proved the key; else it would make the proof itself.
    mutating func authenticateManagement(
        _ command: CardCommand,
        expectation: CardSession.Expectation?
    ) throws(CardRefusal) -> [UInt8] {
        session.isAdministrator = false
        let (algorithm, key) = (state.management.algorithm, state.management.value.bytes)
        guard ManagementAlgorithm(reference: command.p1) == algorithm else { throw CardRefusal(.wrongParameters) }
        let members = try Template.members(of: command)
        let witness = members.value(of: Template.witness)
        let challenge = members.value(of: Template.challenge)
        let response = members.value(of: Template.response)
        switch (witness, challenge, response) {
        case ([], nil, nil):
            let number = SecureRandom.bytes(algorithm.blockByteCount)
            let encrypted = try algorithm.encrypt(number, key: key)
            session.expectation = .witness(number)
            return Template.answer(Template.witness, encrypted)
        case (nil, [], nil):
            let number = SecureRandom.bytes(algorithm.blockByteCount)
            session.expectation = .challenge(number)
            return Template.answer(Template.challenge, number)
        case (let given?, let challenge?, nil), (let given?, let challenge?, []):
            guard case .witness(let number) = expectation, given.isSameSecret(as: number) else {
                throw CardRefusal(.securityStatusNotSatisfied)
            }
            guard challenge.count == algorithm.blockByteCount else { throw CardRefusal(.wrongData) }
            let answer = try algorithm.encrypt(challenge, key: key)
            session.isAdministrator = true
            return Template.answer(Template.response, answer)
        case (nil, nil, let given?):
            guard case .challenge(let number) = expectation, given.isSameSecret(as: try algorithm.encrypt(number, key: key)) else {
                throw CardRefusal(.securityStatusNotSatisfied)
            }
            session.isAdministrator = true
            return []
        default: throw CardRefusal(.wrongData)
        }
    }

    /// A signature, a decryption or a shared secret with the key of a slot (part 2 appendices A.3 to A.5).
    func useKey(_ command: CardCommand, isPINFresh: Bool) throws(CardRefusal) -> [UInt8] {
        guard let slot = KeySlot(rawValue: command.p2), slot != .attestation else { throw CardRefusal(.wrongParameters) }
        guard let key = state[key: slot] else { throw CardRefusal(.referenceNotFound) }
        guard KeyAlgorithm(rawValue: command.p1) == key.algorithm else { throw CardRefusal(.wrongParameters) }
        switch key.pinPolicy {
        case .never: break
        case .once: guard session.isPINVerified else { throw CardRefusal(.securityStatusNotSatisfied) }
        case .always: guard session.isPINVerified, isPINFresh else { throw CardRefusal(.securityStatusNotSatisfied) }
        }
        let members = try Template.members(of: command)
        do {
            let bare = try BareKey(pkcs8: key.pkcs8.bytes)
            switch (members.value(of: Template.challenge), members.value(of: Template.point), key.algorithm) {
            case (let block?, nil, .rsa2048): return Template.answer(Template.response, try bare.power(block))
            case (let digest?, nil, _) where !digest.isEmpty && digest.count <= 64:
                return Template.answer(Template.response, try bare.sign(digest: digest))
            case (nil, let point?, .p256), (nil, let point?, .p384):
                return Template.answer(Template.response, try bare.agree(point: point))
            default: throw KeyError(.refused, "the template asks for nothing that the key does")
            }
        } catch {
            throw CardRefusal(.wrongData)
        }
    }
}
