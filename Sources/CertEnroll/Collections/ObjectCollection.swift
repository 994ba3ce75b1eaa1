public import CAInterface

/// The members that every collection of certenroll.h has: objects in an order, by their place from 0.
///
/// `_NewEnum` of the documented interfaces is Swift's `for … in`. Source: "IX509Extensions interface" and the other collections.
public class ObjectCollection<Element>: Sequence {
    private var elements: [Element]

    init(_ elements: [Element] = []) { self.elements = elements }

    /// The number of objects. Source: "get_Count".
    public var count: Int { elements.count }

    /// Whether there is no object.
    public var isEmpty: Bool { elements.isEmpty }

    /// The object at the place. Source: "get_ItemByIndex".
    /// - Throws: `CAError` with 0x80070057 when there is none.
    public func itemByIndex(_ index: Int) throws(CAError) -> Element {
        try check(index)
        return elements[index]
    }

    /// Puts an object at the end. Source: "Add".
    /// - Throws: `CAError` with 0x80040007 when the object is not initialized.
    public func add(_ element: Element) throws {
        try accept(element)
        elements.append(element)
    }

    /// Removes the object at the place. Source: "Remove".
    /// - Throws: `CAError` with 0x80070057 when there is none.
    public func remove(_ index: Int) throws(CAError) {
        try check(index)
        elements.remove(at: index)
    }

    /// Removes every object. Source: "Clear".
    public func clear() { elements = [] }

    /// The objects in order.
    public func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }

    /// The demands of a kind of collection on an object; none unless it says more.
    func accept(_ element: Element) throws {}

    /// Puts all objects of another collection at the end, or none when one is refused.
    func addAll(_ others: [Element]) throws {
        for element in others { try accept(element) }
        elements += others
    }

    /// The place of the first object that fits.
    /// - Throws: `CAError` with 0x80092004 when none does.
    func index(of what: String, where fits: (Element) throws -> Bool) throws -> Int {
        guard let index = try elements.firstIndex(where: fits) else {
            throw CAError(.notFound, status: .cryptNotFound, "The collection holds no \(what). Its items are numbered from 0 to count - 1.")
        }
        return index
    }

    private func check(_ index: Int) throws(CAError) {
        guard elements.indices.contains(index) else {
            throw .badArgument("The collection has \(elements.count) items, numbered from 0; there is no item \(index).")
        }
    }
}
