namespace Bunraku.Ruby;

/// <summary>
/// One side of an operator. Operators are written once for all sides, and the compiler makes code of each
/// pair: to read a variable or a number then takes no call.
/// </summary>
internal interface IOperand
{
    object In(Frame frame);
}

/// <summary>Any expression.</summary>
internal readonly struct CodeOperand(Evaluation code) : IOperand
{
    public object In(Frame frame) => code(frame);
}

/// <summary>A variable of the frame itself.</summary>
internal readonly struct LocalOperand(int slot) : IOperand
{
    public object In(Frame frame) => frame.Locals[slot] ?? Nil.Value;
}

/// <summary>A number as it is written.</summary>
internal readonly struct NumberOperand(long number) : IOperand
{
    private readonly object boxed = Boxes.Of(number);

    public object In(Frame frame) => boxed;
}

/// <summary>Operators of one kind, each with code of its own for any two sides.</summary>
internal interface IOperation
{
    /// <summary>
    /// The code, an <see cref="Evaluation"/> or a <see cref="Test"/> as the kind has them; null when the
    /// operator is of another kind.
    /// </summary>
    Delegate? Of<TLeft, TRight>(CallSite site, TLeft left, TRight right)
        where TLeft : struct, IOperand
        where TRight : struct, IOperand;
}
