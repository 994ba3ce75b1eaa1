import PKICrypto
import PKIFormats

/// The extensions of YubiKeys, as their makers' page on the PIV application and the open tools describe them.
extension PIVApplication {
    func version(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        try requireParameters(command, p1: 0, p2: 0)
        return state.first.version.bytes
    }

    func serialNumber(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        try requireParameters(command, p1: 0, p2: 0)
        return state.first.serialNumber.bigEndianOctets
    }

    /// `algorithm 9B length key`; P2 says whether the key asks for a touch.
    mutating func setManagementKey(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        guard command.p1 == 0xFF, command.p2 == 0xFF || command.p2 == 0xFE else { throw CardRefusal(.wrongParameters) }
        try requireAdministrator()
        guard let first = command.data.first, let algorithm = ManagementAlgorithm(rawValue: first) else { throw CardRefusal(.wrongData) }
        let elements = try TagLengthValue.list(Array(command.data.dropFirst()))
        guard elements.count == 1, let key = elements.value(of: 0x9B), key.count == algorithm.keyByteCount else {
            throw CardRefusal(.wrongData)
        }
        state.management = CardState.ManagementKey(algorithm: algorithm, value: HexOctets(key), isFirst: false)
        return []
    }

    /// Only a card whose PIN and PUK are blocked returns to its first state. The attestation key and its certificate stay.
    mutating func resetToFirst(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        try requireParameters(command, p1: 0, p2: 0)
        guard state.pin.left == 0, state.puk.left == 0 else { throw CardRefusal(.conditionsNotSatisfied) }
        let tag = KeySlot.attestation.certificateTag
        var new = CardState(state.first, objects: [:], keys: [:])
        new[key: .attestation] = state[key: .attestation]
        new[object: tag] = state[object: tag]
        state = new
        session = CardSession(isSelected: true)
        return []
    }

    /// A certificate by which the attestation key says that this card made the key of the slot in P1.
    func attest(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        guard command.p2 == 0x00, let slot = KeySlot(rawValue: command.p1), slot != .attestation else {
            throw CardRefusal(.wrongParameters)
        }
        guard let key = state[key: slot], let attestor = state[key: .attestation],
            let certificate = state[object: KeySlot.attestation.certificateTag]
        else { throw CardRefusal(.referenceNotFound) }
        guard key.isGenerated else { throw CardRefusal(.wrongData) }
        do {
            guard let issuer = try TagLengthValue.list(certificate).value(of: 0x70) else { throw CardRefusal(.referenceNotFound) }
            return try CardAttestation(
                slot: slot,
                pinPolicy: key.pinPolicy,
                touchPolicy: key.touchPolicy,
                version: state.first.version.bytes,
                serialNumber: state.first.serialNumber
            ).certificate(
                of: try publicKey(key),
                issuer: try Certificate(derEncoded: issuer),
                key: try PrivateKey(pkcs8: attestor.pkcs8.bytes)
            )
        } catch let error as CardRefusal {
            throw error
        } catch {
            throw CardRefusal(.memoryFailure)
        }
    }
}
