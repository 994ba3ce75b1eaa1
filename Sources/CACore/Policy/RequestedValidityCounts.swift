import CAInterface
package import PortableFoundation

/// A validity that the request asks for can be read and lasts long enough to be of use, where the authority honors the attributes (ATTRIBUTEENDDATE). Source: MS-WCCE §3.2.1.4.2.1.2.
package struct RequestedValidityCounts: PolicyRule {
    /// A certificate that ends earlier than this, in seconds from now, is refused. It begins in the past, by the clock skew.
    package static let shortest: TimeInterval = 1200

    package init() {}

    package func judge(_ question: Question) -> Verdict {
        guard question.issuer.configuration.attributesShortenValidity else { return .allow }
        if let fault = question.received.validityFault {
            return refuse(
                fault.attribute,
                value: fault.value,
                text: "The request attribute \(fault.attribute) cannot be read: \(fault.value.quoted).",
                remedy: fault.remedy
            )
        }
        guard let end = question.received.validity?.end(from: question.now), end.timeIntervalSince(question.now) < Self.shortest else {
            return .allow
        }
        return refuse(
            "validity",
            value: "\(Int(end.timeIntervalSince(question.now))) s",
            text: "The request asks for a certificate that ends within \(Int(Self.shortest / 60)) minutes, or has ended.",
            remedy: "Ask for a later end, or leave the attributes about the validity out."
        )
    }

    private func refuse(_ field: String, value: String, text: String, remedy: String) -> Verdict {
        .deny(
            Denial(
                .invalidArgument,
                rule: "RequestedValidityCounts",
                field: field,
                value: String(value.prefix(200)),
                text: text,
                remedy: remedy
            )
        )
    }
}
