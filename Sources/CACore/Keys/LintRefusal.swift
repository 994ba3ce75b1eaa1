import PKIFormats

/// A body that must not be signed, with all its faults.
package struct LintRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// At least one.
    package let faults: [CertificateLint.Fault]
    package init(faults: [CertificateLint.Fault]) { self.faults = faults }
    package var description: String { "The certificate was not signed: " + faults.map(\.description).joined(separator: "; ") }
}
