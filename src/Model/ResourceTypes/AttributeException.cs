namespace Bunraku.Model;

/// <summary>
/// An attribute has a value its type does not take; the message is one sentence, the reference's.
/// </summary>
public sealed class AttributeException(string message) : Exception(message);
