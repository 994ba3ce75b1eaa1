package import PKIDirectory
package import PortableFoundation
import PKIFormats

/// The one-time passwords of a request, as they are stored: replaced as a whole, and numbered by `revision`. A new distribution ends the old ones.
package struct OneTimePasswords: Hashable, Sendable, Codable {
    /// Wrong attempts after which a distribution is used up.
    package static let mostFailures = 5

    package let request: UUID
    /// Counts the changes, from 1.
    package var revision: Int
    /// In the order of the policy.
    package var entries: [Entry]
    /// The time from which they are refused.
    package var expires: Date
    /// Wrong attempts since they were distributed.
    package var failures: Int
    /// When they were used; nil before that.
    package var redeemed: Date?

    /// One password. It is never stored, only its slow hash.
    package struct Entry: Hashable, Sendable, Codable {
        package let distribution: OneTimePasswordPolicy.Distribution
        package let record: PasswordRecord

        package init(distribution: OneTimePasswordPolicy.Distribution, record: PasswordRecord) {
            self.distribution = distribution
            self.record = record
        }
    }

    package init(request: UUID, revision: Int = 1, entries: [Entry], expires: Date, failures: Int = 0, redeemed: Date? = nil) {
        self.request = request
        self.revision = revision
        self.entries = entries
        self.expires = expires
        self.failures = failures
        self.redeemed = redeemed
    }
}

extension OneTimePasswords {
    /// Reads stored documents of any age: a later property gets a value in documents without it.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            request: try members.value(.request),
            revision: try members.value(.revision, else: 1),
            entries: try members.value(.entries, else: []),
            expires: try members.value(.expires),
            failures: try members.value(.failures, else: 0),
            redeemed: try members.optional(.redeemed)
        )
    }
}

extension OneTimePasswords.Entry {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(distribution: try members.value(.distribution), record: try members.value(.record))
    }
}

/// A password that was just made, for the one way by which it leaves the server.
package struct DistributedPassword: Hashable, Sendable {
    /// From 1, in the order of the policy.
    package let number: Int
    package let distribution: OneTimePasswordPolicy.Distribution
    /// Only where the policy shows it on the screen; it cannot be read again.
    package let shown: String?
}
