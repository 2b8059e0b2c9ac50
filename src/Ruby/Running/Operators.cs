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
