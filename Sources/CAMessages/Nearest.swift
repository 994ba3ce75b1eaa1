/// The known word that somebody probably meant.
package enum Nearest {
    /// - Returns: nil when no word is near, because more than a third of its letters would have to change.
    package static func to(_ word: String, among known: [String]) -> String? {
        let near = known.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }.min { $0.distance < $1.distance }
        guard let near, near.distance * 3 <= near.word.count else { return nil }
        return near.word
    }

    /// The number of letters to change, add, remove or swap with their neighbor.
    private static func distance(_ first: String, _ second: String) -> Int {
        let (first, second) = (Array(first.unicodeScalars.prefix(100)), Array(second.unicodeScalars))
        var before: [Int] = []
        var last = Array(0...second.count)
        for row in first.indices {
            var next = [row + 1]
            for column in second.indices {
                let change = last[column] + (first[row] == second[column] ? 0 : 1)
                var least = min(change, last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                    least = min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, last) = (last, next)
        }
        return last[second.count]
    }
}
