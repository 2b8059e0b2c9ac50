using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>A block or lambda with the variables around it.</summary>
internal sealed record RubyClosure(BlockExpression Block, RubyFrame Frame);
