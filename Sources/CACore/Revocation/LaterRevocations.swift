import CAInterface
import PortableFoundation

/// Revocations that were ordered here for a later time. The schedule, which looks every minute, hears of them, so that one that begins before its next look is on the list
/// in time.
final class LaterRevocations: Sendable {
    struct Order: Sendable {
        let authority: AuthorityNumber
        let partition: Int
        let effective: Date
    }

    /// For one reader.
    let orders: AsyncStream<Order>
    private let writer: AsyncStream<Order>.Continuation

    init() {
        // What does not fit is seen at the next look. Without a schedule nobody reads.
        (orders, writer) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1_000))
    }

    func note(of authority: AuthorityNumber, partition: Int, effective: Date) {
        writer.yield(Order(authority: authority, partition: partition, effective: effective))
    }
}
