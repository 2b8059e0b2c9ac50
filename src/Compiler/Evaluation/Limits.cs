using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Turns what has taken too long, grown too deep, or is no use of a data type, into a diagnostic, at the
/// innermost place that is known.
/// </summary>
internal static class Limits
{
    /// <summary>
    /// So many levels of expressions fit into the stack that is left when its end is noticed.
    /// </summary>
    public const int LevelsBetween = 16;

    public static Evaluation Watch(Evaluation code, Span place) =>
        frame =>
        {
            try
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return code(frame);
            }
            catch (Exception reached) when (IsLimit(reached))
            {
                throw At(place, reached);
            }
        };

    public static T Watch<T>(Func<T> work, Span? place)
    {
        try
        {
            return work();
        }
        catch (Exception reached) when (IsLimit(reached))
        {
            throw At(place, reached);
        }
    }

    private static bool IsLimit(Exception failure) =>
        failure
            is RegexMatchTimeoutException
                or InsufficientExecutionStackException
                or NestingException
                or ExtentException
                or DataTypeException
                or OutOfMemoryException;

    private static EvaluationException At(Span? place, Exception reached) =>
        new(
            reached switch
            {
                RegexMatchTimeoutException { MatchTimeout: var limit } => CompilerDiagnostics.RegexpTooSlow(
                    place,
                    limit
                ),
                DataTypeException misuse => CompilerDiagnostics.Misused(place, misuse.Message),
                ExtentException or OutOfMemoryException => CompilerDiagnostics.TooLarge(place),
                _ => CompilerDiagnostics.TooDeepHere(place),
            }
        );
}
