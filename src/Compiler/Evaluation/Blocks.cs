using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Statements one after another.</summary>
internal static class Blocks
{
    public static Evaluation Lower(Lowering lowering, BlockExpression expression) =>
        Run(lowering.Lower(expression.Statements));

    /// <summary>Runs codes in order until one leaves the body; the value is the last one's.</summary>
    public static Evaluation Run(Evaluation[] codes) =>
        codes.Length switch
        {
            0 => Lowering.Constant(UndefValue.Instance),
            1 => codes[0],
            _ => frame =>
            {
                Value value = UndefValue.Instance;
                foreach (var code in codes)
                {
                    value = code(frame);
                    if (frame.Exit != Exit.None)
                    {
                        return value;
                    }
                }
                return value;
            },
        };
}
