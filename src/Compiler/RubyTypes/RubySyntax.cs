using System.Collections.Immutable;

namespace Bunraku.Compiler;

/// <summary>What a reader of declarations understands of a Ruby source file.</summary>
internal abstract record RubySyntax
{
    /// <summary>What was not understood, and has no value that is known.</summary>
    public static RubySyntax Unknown { get; } = new RubyLiteral(null);
}

// Numbers, booleans and texts (symbols too) are C#'s, lists are List<object?>, and null is a value that is
// known.

/// <summary>A number, symbol, plain string, <c>true</c>; null when the value is not known.</summary>
internal sealed record RubyLiteral(object? Value) : RubySyntax;

/// <summary>A string, or with flags a regular expression, some parts of which are code.</summary>
internal sealed record RubyComposite(ImmutableArray<RubySyntax> Parts, string? Flags = null) : RubySyntax;

internal sealed record RubyList(ImmutableArray<RubySyntax> Items) : RubySyntax;

internal sealed record RubyHashLiteral(ImmutableArray<(RubySyntax Key, RubySyntax Value)> Pairs) : RubySyntax;

internal sealed record RubyConstant(string Path) : RubySyntax;

/// <summary>A call, an operator, or (without receiver and arguments) a variable.</summary>
internal sealed record RubyCall(RubySyntax? Receiver, string Name, ImmutableArray<RubySyntax> Arguments)
    : RubySyntax
{
    public RubyBlock? Block { get; init; }
}

internal sealed record RubyBlock(ImmutableArray<string> Parameters, RubyBody Body);

internal sealed record RubyBody(ImmutableArray<RubySyntax> Statements) : RubySyntax;

internal sealed record RubyAssignment(string Name, RubySyntax Value) : RubySyntax;

internal sealed record RubyIf(RubySyntax Condition, RubySyntax Then, RubySyntax Else) : RubySyntax;

/// <summary><c>case</c>, <c>begin … rescue</c>: one of these is run, or several.</summary>
internal sealed record RubyBranches(ImmutableArray<RubySyntax> Bodies) : RubySyntax;

/// <summary>A method; of the class itself when it is <c>def self.name</c>.</summary>
internal sealed record RubyMethod(
    string Name,
    bool IsStatic,
    ImmutableArray<(string Name, RubySyntax? Default)> Parameters,
    RubyBody Body
) : RubySyntax
{
    /// <summary>The default of a parameter that takes all further arguments.</summary>
    public static RubySyntax Rest { get; } = new RubyList([]);
}

/// <summary><c>class</c> or <c>module</c>; without a name <c>class &lt;&lt; self</c>.</summary>
internal sealed record RubyScope(string? Path, RubyBody Body) : RubySyntax;
