import PKIFormats

/// The reason why a certificate could not be made although policy allowed it.
package struct IssuanceError: Error, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
