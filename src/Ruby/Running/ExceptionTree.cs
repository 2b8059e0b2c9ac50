namespace Bunraku.Ruby;

/// <summary>The exceptions of the language: each with its superclass, parents first.</summary>
internal static class ExceptionTree
{
    private static readonly (string Name, string Parent)[] Names =
    [
        ("NoMemoryError", "Exception"),
        ("ScriptError", "Exception"),
        ("LoadError", "ScriptError"),
        ("NotImplementedError", "ScriptError"),
        ("SyntaxError", "ScriptError"),
        ("SecurityError", "Exception"),
        ("SignalException", "Exception"),
        ("Interrupt", "SignalException"),
        ("SystemExit", "Exception"),
        ("SystemStackError", "Exception"),
        ("StandardError", "Exception"),
        ("ArgumentError", "StandardError"),
        ("UncaughtThrowError", "ArgumentError"),
        ("EncodingError", "StandardError"),
        ("FiberError", "StandardError"),
        ("IOError", "StandardError"),
        ("EOFError", "IOError"),
        ("IndexError", "StandardError"),
        ("KeyError", "IndexError"),
        ("StopIteration", "IndexError"),
        ("ClosedQueueError", "StopIteration"),
        ("LocalJumpError", "StandardError"),
        ("NameError", "StandardError"),
        ("NoMethodError", "NameError"),
        ("NoMatchingPatternError", "StandardError"),
        ("NoMatchingPatternKeyError", "NoMatchingPatternError"),
        ("RangeError", "StandardError"),
        ("FloatDomainError", "RangeError"),
        ("RegexpError", "StandardError"),
        ("RuntimeError", "StandardError"),
        ("FrozenError", "RuntimeError"),
        ("SystemCallError", "StandardError"),
        ("ThreadError", "StandardError"),
        ("TypeError", "StandardError"),
        ("ZeroDivisionError", "StandardError"),
    ];

    public static RubyModule Make(ClassTable classes)
    {
        foreach (var (name, parent) in Names)
        {
            classes.Make(name, (RubyModule)classes.Object.Constants[parent], TellingExceptions.Of(name));
        }
        return (RubyModule)classes.Object.Constants["StandardError"];
    }
}
