import CAInterface
import Synchronization
import WireProtocols

/// The chains of the last answers as JSON text: a CA's chain stands in each of its answers and is written out once.
final class ChainTexts: Sendable {
    private static let most = 8
    private let texts = Mutex<[(chain: [[UInt8]], text: [UInt8])]>([])

    func text(of chain: [[UInt8]]) -> [UInt8] {
        // Equal arrays that share their storage, as those of one snapshot do, are found equal without a look at their octets.
        if let known = texts.withLock({ $0.first { $0.chain == chain }?.text }) { return known }
        let text = Disposition.jsonText(ofChain: chain)
        texts.withLock {
            if $0.count == Self.most { $0.removeFirst() }
            $0.append((chain, text))
        }
        return text
    }
}
