import CertManagement
import HTTPTypes
import NIOCore
import PKIFormats
import WireProtocols

/// The routes of smart cards. Bodies, query strings and answers of these routes hold secrets: nothing here is ever logged.
extension CMRESTFrontEnd {
    func cardResponse(
        to route: CMRESTRoute,
        _ query: CMRESTQuery,
        _ management: BoundManagement,
        body: () async throws -> [UInt8]
    ) async throws -> CMRESTResponse {
        switch route {
        case .smartcardConfiguration(let id):
            let found = try await management.smartcardConfiguration(of: id)
            return object(
                found.map {
                    SmartcardConfigurationBody($0.configuration, isVirtual: $0.template.isVirtualSmartcard, data: $0.initializationData)
                        .json
                }
            )
        case .bindSmartcard:
            let binding = try await BindSmartcardBody(body())
            guard let card = try await management.bindSmartcard(binding.cardID, atr: binding.atr, to: binding.request) else {
                return .nothing
            }
            let uri = "api/v1.0/smartcards/" + GUIDText.text(card.id)
            return .created(uri: uri, location: "/CertificateManagement/" + uri)
        case .smartcards:
            if let chip = try query.cardID() { return object(try await management.smartcard(onChip: chip).map { SmartcardBody($0).json }) }
            // Written one after another, so that only the text of a long list is in memory.
            var rows = ByteBuffer()
            try await management.smartcards { card in
                rows.writeString((rows.writerIndex == 0 ? "[" : ",") + SmartcardBody(card).json.text)
            }
            guard rows.writerIndex > 0 else { return list([]) }
            rows.writeString("]")
            return .written(rows)
        case .smartcard(let id): return object(try await management.smartcard(id).map { SmartcardBody($0).json })
        case .requestSmartcard(let request, let card):
            return object(try await management.smartcard(card, of: request).map { SmartcardBody($0).json })
        case .setSmartcardStatus(let request, let card):
            let words = "Retired, Active, Disabled or Suspended"
            let word = try await StatusBody(body(), words: words).status
            guard let status = SmartcardStatus(word: word), [.retired, .active, .disabled, .suspended].contains(status) else {
                throw InputError("status", "“\(word.prefix(60))”; \(words) expected")
            }
            return object(try await management.setStatus(ofCard: card, to: status, for: request).map { SmartcardBody($0).json })
        case .diversifiedKey(let request, let card):
            try query.checkATR()
            let key = try await management.diversifiedKey(of: card, chip: query.requiredCardID(), for: request)
            return object(key.map { JSONValue.string(Base64.encode($0)) })
        case .authenticationResponse(let request, let card):
            try query.checkATR()
            let response = try await management.authenticationResponse(
                to: query.challenge(),
                diversified: query.isDiversified(),
                of: card,
                chip: query.requiredCardID(),
                for: request
            )
            return object(response.map { JSONValue.string(Base64.encode($0)) })
        case .proposedPIN(let request, let card):
            try query.checkATR()
            let pin = try await management.proposedPIN(of: card, chip: query.cardID(), for: request)
            return object(pin.map { JSONValue.string($0) })
        default: return .failure(.notFound, code: "RouteNotFound", message: "The API has no such route.")
        }
    }
}
