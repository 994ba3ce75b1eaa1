import OpenSSLKeys
import PKICrypto
import PKIFormats

extension PIVApplication {
    /// SP 800-73-4 part 2 §3.3.1
    mutating func generateKeyPair(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        guard command.p1 == 0x00, let slot = KeySlot(rawValue: command.p2) else { throw CardRefusal(.wrongParameters) }
        try requireAdministrator()
        let elements = try TagLengthValue.list(command.data)
        guard elements.count == 1, let template = elements.value(of: 0xAC) else { throw CardRefusal(.wrongData) }
        let members = try TagLengthValue.list(template)
        guard let reference = members.value(of: 0x80), reference.count == 1, let algorithm = KeyAlgorithm(rawValue: reference[0]) else {
            throw CardRefusal(.wrongData)
        }
        do {
            let pkcs8 =
                switch algorithm {
                case .rsa2048: try OpenSSLRSAKey.generate(bits: 2048).pkcs8()
                case .p256: try PrivateKey(generating: .p256).pkcs8()
                case .p384: try PrivateKey(generating: .p384).pkcs8()
                }
            let key = try BareKey(pkcs8: pkcs8)
            state[key: slot] = try kept(key, algorithm, in: slot, policies: members, isGenerated: true)
            return Self.template(of: key.publicKey, tag: 0x7F49).bytes
        } catch let error as CardRefusal {
            throw error
        } catch {
            throw CardRefusal(.memoryFailure)
        }
    }

    /// The extension FE of YubiKeys: the numbers of a private key; P1 is the algorithm, P2 the slot.
    mutating func importKey(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        guard let algorithm = KeyAlgorithm(rawValue: command.p1), let slot = KeySlot(rawValue: command.p2) else {
            throw CardRefusal(.wrongParameters)
        }
        try requireAdministrator()
        let members = try TagLengthValue.list(command.data)
        let key: BareKey
        do {
            key =
                switch (algorithm, members.value(of: 0x01), members.value(of: 0x02), members.value(of: 0x06)) {
                case (.rsa2048, let p?, let q?, nil) where p.count == 128 && q.count == 128: try BareKey(primes: p, q)
                case (.p256, nil, nil, let scalar?) where scalar.count == 32: try BareKey(scalar: scalar, curve: .p256)
                case (.p384, nil, nil, let scalar?) where scalar.count == 48: try BareKey(scalar: scalar, curve: .p384)
                default: throw KeyError(.refused, "the numbers are not those of the algorithm")
                }
        } catch {
            throw CardRefusal(.wrongData)
        }
        state[key: slot] = try kept(key, algorithm, in: slot, policies: members, isGenerated: false)
        return []
    }

    /// The extension F7 of YubiKeys: facts about a key, the PIN or the PUK.
    func metadata(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        guard command.p1 == 0x00 else { throw CardRefusal(.wrongParameters) }
        let facts: [TagLengthValue]
        switch command.p2 {
        case 0x80, 0x81:
            let secret = command.p2 == 0x80 ? state.pin : state.puk
            facts = [
                TagLengthValue(0x01, [0xFF]), TagLengthValue(0x05, [secret.isFirst ? 1 : 0]),
                TagLengthValue(0x06, [UInt8(secret.limit), UInt8(secret.left)]),
            ]
        case 0x9B:
            facts = [
                TagLengthValue(0x01, [state.management.algorithm.rawValue]), TagLengthValue(0x02, [0x00, 0x01]),
                TagLengthValue(0x05, [state.management.isFirst ? 1 : 0]),
            ]
        default:
            guard let slot = KeySlot(rawValue: command.p2) else { throw CardRefusal(.wrongParameters) }
            guard let key = state[key: slot] else { throw CardRefusal(.referenceNotFound) }
            facts = [
                TagLengthValue(0x01, [key.algorithm.rawValue]), TagLengthValue(0x02, [key.pinPolicy.rawValue, key.touchPolicy]),
                TagLengthValue(0x03, [key.isGenerated ? 1 : 2]), Self.template(of: try publicKey(key), tag: 0x04),
            ]
        }
        return facts.flatMap(\.bytes)
    }

    func publicKey(_ key: CardState.Key) throws(CardRefusal) -> SubjectPublicKeyInfo {
        do { return try BareKey(pkcs8: key.pkcs8.bytes).publicKey } catch { throw CardRefusal(.memoryFailure) }
    }

    /// SP 800-73-4 part 2 table 11: modulus and exponent, or the point.
    private static func template(of publicKey: SubjectPublicKeyInfo, tag: UInt32) -> TagLengthValue {
        if let (modulus, exponent) = publicKey.rsaComponents {
            return TagLengthValue(tag, members: [TagLengthValue(0x81, modulus), TagLengthValue(0x82, exponent)])
        }
        return TagLengthValue(tag, members: [TagLengthValue(0x86, publicKey.keyBytes)])
    }

    /// The key with its policies: those that the tags AA and AB of YubiKeys name, or the slot's.
    private func kept(
        _ key: BareKey,
        _ algorithm: KeyAlgorithm,
        in slot: KeySlot,
        policies: [TagLengthValue],
        isGenerated: Bool
    ) throws(CardRefusal) -> CardState.Key {
        let pin = try policy(policies.value(of: 0xAA))
        let touch = try policy(policies.value(of: 0xAB))
        guard let pkcs8 = try? key.pkcs8() else { throw CardRefusal(.memoryFailure) }
        return CardState.Key(
            algorithm: algorithm,
            pkcs8: HexOctets(pkcs8),
            pinPolicy: PINPolicy(rawValue: pin) ?? slot.standardPINPolicy,
            // Nobody can touch this card, so the policy is only shown.
            touchPolicy: touch == 0 ? 1 : touch,
            isGenerated: isGenerated
        )
    }

    /// 0, which is the standard one, through 3.
    private func policy(_ value: [UInt8]?) throws(CardRefusal) -> UInt8 {
        guard let value else { return 0 }
        guard value.count == 1, value[0] <= 3 else { throw CardRefusal(.wrongData) }
        return value[0]
    }
}
