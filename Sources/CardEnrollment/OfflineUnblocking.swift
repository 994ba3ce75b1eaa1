package import CertCli
import PKICrypto
package import PortableFoundation
package import SmartCards

/// Unblocking a card whose computer does not reach the server: its user reads a challenge to the help desk, and types the response.
package enum OfflineUnblocking {
    /// What a help desk tells the card's user.
    package struct Response: Sendable {
        package let request: UUID
        /// The challenge, encrypted under the card's management key.
        package let response: [UInt8]
        /// The PUK, for cards whose PIN is set with that alone; nil for cards without a management key of their own.
        package let puk: [UInt8]?
    }

    /// The help desk's side.
    /// - Parameter cardID: as the user reads it from their screen.
    package static func response(
        to challenge: [UInt8],
        cardID: UUID,
        comment: String = "",
        _ client: CertificateManagementClient
    ) async throws -> Response {
        guard let smartcard = try await client.smartcard(cardID: cardID) else {
            throw CardEnrollmentError("The server knows no card \(CardWork.text(cardID)) that you may see. Check the id.")
        }
        let id = try await client.createRequest(.init(type: "OfflineUnblock", smartcard: smartcard.id, comment: comment))
        do {
            guard let request = try await client.request(id), request.status == .approved || request.status == .executing else {
                throw CardEnrollmentError(
                    "The request \(CardWork.text(id)) must be approved first. Ask an approver, and begin with a new challenge then.",
                    request: id
                )
            }
            var isDiversified = true
            if let template = request.profileTemplate ?? smartcard.profileTemplate {
                isDiversified = try await client.smartcardConfiguration(of: template)?.diversifiesAdminKey ?? true
            }
            let response = try await client.authenticationResponse(
                challenge,
                isDiversified: isDiversified,
                request: id,
                smartcard: smartcard.id,
                card: cardID
            )
            var key = isDiversified ? try? await client.diversifiedKey(request: id, smartcard: smartcard.id, card: cardID) : nil
            defer { key?.wipe() }
            guard let response else {
                throw CardEnrollmentError("The server gives no response for this card. Ask its administrator.", request: id)
            }
            _ = try await client.setStatus("Completed", of: id)
            return Response(request: id, response: response, puk: key.map { CardPUK.derived(from: $0, card: cardID) })
        } catch let error as CardEnrollmentError { throw error } catch {
            throw CardEnrollmentError("\(error)", request: id, cause: error)
        }
    }

    /// The user's side: presents the response, and sets the PIN.
    /// - Parameter puk: asks for the PUK, on cards whose PIN is set with that alone.
    package static func setPIN(
        _ pin: [UInt8],
        response: [UInt8],
        algorithm: ManagementAlgorithm,
        _ card: PIVCard,
        puk: () async throws -> [UInt8]
    ) async throws {
        try await card.answerChallenge(response, algorithm)
        if try await card.resetPIN(to: pin) { return }
        var code = try await puk()
        defer { code.wipe() }
        try await card.resetPIN(puk: code, to: pin)
    }
}
