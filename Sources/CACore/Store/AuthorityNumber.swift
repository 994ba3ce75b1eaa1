/// The number of an authority inside this store. Elsewhere its identity is its UUID.
package struct AuthorityNumber: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}
