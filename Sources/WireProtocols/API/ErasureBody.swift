package import CAInterface
import PortableFoundation

/// `POST …/erasures`: exactly one member.
package struct ErasureBody: Hashable, Sendable, Codable {
    package var expiredBefore: String?
    package var failedBefore: String?
    package var requestId: Int?
    package var attributesOfRequest: Int?

    package init(_ selection: Erasure) {
        switch selection {
        case .expired(let date): expiredBefore = WireDate.text(date)
        case .failed(let date): failedBefore = WireDate.text(date)
        case .request(let id): requestId = id.rawValue
        case .attributes(let id): attributesOfRequest = id.rawValue
        }
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        expiredBefore = try object.optionalText("expiredBefore")
        failedBefore = try object.optionalText("failedBefore")
        requestId = try object.optionalNumber("requestId")
        attributesOfRequest = try object.optionalNumber("attributesOfRequest")
        try object.finish()
    }

    package func selection() throws(BodyError) -> Erasure {
        switch (expiredBefore, failedBefore, requestId, attributesOfRequest) {
        case (let date?, nil, nil, nil): return .expired(before: try WireDate.required(date, field: "expiredBefore"))
        case (nil, let date?, nil, nil): return .failed(before: try WireDate.required(date, field: "failedBefore"))
        case (nil, nil, let id?, nil): return .request(RequestID(id))
        case (nil, nil, nil, let id?): return .attributes(of: RequestID(id))
        default:
            throw BodyError(
                field: "expiredBefore",
                value: "",
                reason: "give exactly one of expiredBefore, failedBefore, requestId and attributesOfRequest"
            )
        }
    }
}

/// The answer: how many requests were erased, or attributes of one request.
package struct ErasedBody: Hashable, Sendable, Codable {
    package var erased: Int

    package init(_ count: Int) { erased = count }
}
