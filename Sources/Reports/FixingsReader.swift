public import Pipeline
public import Tax

/// Reads the exchange rates when a report or a return turns out to need them.
///
/// - Throws: `E7001`, `E7002`, `E7201` or `E7202` when the file is not there or not the European Central Bank's.
public typealias FixingsReader = @Sendable () throws(RunFailure) -> ECBFixings
