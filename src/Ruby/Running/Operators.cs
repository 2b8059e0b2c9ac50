namespace Bunraku.Ruby;

/// <summary>An operator that whole numbers have without a call.</summary>
internal enum Operator
{
    Other,
    Plus,
    Minus,
    Times,
    Modulo,
    Less,
    Greater,
    AtMost,
    AtLeast,
    Equal,
}

internal static class Operators
{
    /// <summary>Whether an operator compares numbers; <c>!=</c> is made of <c>==</c>.</summary>
    public static bool IsComparison(string name) =>
        name == "!="
        || Named(name)
            is Operator.Less
                or Operator.Greater
                or Operator.AtMost
                or Operator.AtLeast
                or Operator.Equal;

    public static Operator Named(string name) =>
        name switch
        {
            "+" => Operator.Plus,
            "-" => Operator.Minus,
            "*" => Operator.Times,
            "%" => Operator.Modulo,
            "<" => Operator.Less,
            ">" => Operator.Greater,
            "<=" => Operator.AtMost,
            ">=" => Operator.AtLeast,
            "==" => Operator.Equal,
            _ => Operator.Other,
        };
}
