/// The place that has the issuer's key set. The program has two: a file, and an address of the issuer.
package protocol TokenKeySource: Sendable {
    /// The JSON of a key set (RFC 7517 §5), as it is now.
    /// - Throws: any error; its text goes to the log.
    func keySet() async throws -> [UInt8]
}
