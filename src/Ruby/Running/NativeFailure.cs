using System.Text.RegularExpressions;

namespace Bunraku.Ruby;

/// <summary>
/// What a method written in C# stumbled over because of its arguments, as an exception of Ruby: no program
/// of a user ends the process.
/// </summary>
internal static class NativeFailure
{
    public static bool Is(Exception failure) =>
        failure
            is InvalidCastException
                or ArgumentException
                or IndexOutOfRangeException
                or NullReferenceException
                or ArithmeticException
                or FormatException
                or KeyNotFoundException
                or RegexMatchTimeoutException
                or InvalidOperationException
                or OutOfMemoryException
                or InsufficientExecutionStackException;

    public static Exception Translated(Runtime ruby, string name, object[] arguments, Exception failure) =>
        failure switch
        {
            RegexMatchTimeoutException timeout => new LimitException(
                $"a regular expression took more than {timeout.MatchTimeout.TotalSeconds} seconds",
                ruby.Here
            ),
            InsufficientExecutionStackException => ruby.Error("SystemStackError", "stack level too deep"),
            OutOfMemoryException => ruby.Error("NoMemoryError", "failed to allocate memory"),
            InvalidCastException or NullReferenceException when arguments.Length > 0 => ruby.Error(
                "TypeError",
                $"wrong argument type {ruby.Kind(arguments[0])} for `{name}'"
            ),
            DivideByZeroException => ruby.Error("ZeroDivisionError", "divided by 0"),
            OverflowException => ruby.Error("RangeError", $"a number is out of range for `{name}'"),
            _ => ruby.Error("ArgumentError", $"invalid argument for `{name}'"),
        };
}
