import CAInterface
import Synchronization
import WireProtocols

/// The chains of recent answers as JSON text. Every answer of a CA contains its chain, so the text is made only once.
final class ChainTexts: Sendable {
    private static let most = 8
    private let texts = Mutex<[(chain: [[UInt8]], text: [UInt8])]>([])

    func text(of chain: [[UInt8]]) -> [UInt8] {
        // Equal arrays that share their storage, as those of one snapshot do, compare equal without a look at their octets.
        if let known = texts.withLock({ $0.first { $0.chain == chain }?.text }) { return known }
        let text = Disposition.jsonText(ofChain: chain)
        texts.withLock {
            if $0.count == Self.most { $0.removeFirst() }
            $0.append((chain, text))
        }
        return text
    }
}
