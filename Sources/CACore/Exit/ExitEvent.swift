package import PortableFoundation

/// Something that happened, as exit modules are told about it. It is stored in the commit of the act itself, once for each receiver.
package struct ExitEvent: Sendable, Hashable {
    /// The same for every receiver and every repetition, so that a receiver knows an event that it has already.
    package let id: UUID
    package let authority: AuthorityNumber
    package let event: ExitEvents
    /// JSON, as every receiver gets it.
    package let document: [UInt8]
    package let when: Date

    package init(id: UUID, authority: AuthorityNumber, event: ExitEvents, document: [UInt8], when: Date) {
        self.id = id
        self.authority = authority
        self.event = event
        self.document = document
        self.when = when
    }
}

/// An event that waits for its delivery to one receiver.
package struct WaitingExitEvent: Sendable, Hashable {
    /// Its place in the order of the receiver's events; never used twice.
    package let sequence: Int
    package let receiver: String
    package let event: ExitEvent

    package init(sequence: Int, receiver: String, event: ExitEvent) {
        self.sequence = sequence
        self.receiver = receiver
        self.event = event
    }
}

/// The events that wait for one receiver.
package struct ExitBacklog: Sendable, Hashable {
    package let authority: AuthorityNumber
    package let receiver: String
    package let count: Int
    package let oldest: Date

    package init(authority: AuthorityNumber, receiver: String, count: Int, oldest: Date) {
        self.authority = authority
        self.receiver = receiver
        self.count = count
        self.oldest = oldest
    }
}
