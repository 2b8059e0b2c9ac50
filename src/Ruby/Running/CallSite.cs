using System.Numerics;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>A place where a method is called; remembers which method it was for a class.</summary>
/// <param name="isOwn">Called on <c>self</c>: private methods may be.</param>
/// <param name="isBare">A name alone, which may have been meant as a variable.</param>
internal sealed class CallSite(string name, Span span, bool isOwn, bool isBare = false)
{
    private readonly Operator operation = Operators.Named(name);
    private Entry? entry;

    public string Name => name;

    public Span Span => span;

    public bool IsBare => isBare;

    private sealed record Entry(RubyModule Class, int Version, RubyMethod Method);

    /// <summary>The method, or null when <c>method_missing</c> is to be asked.</summary>
    public RubyMethod? Find(Runtime ruby, object self)
    {
        var type = ruby.ClassOf(self);
        if (entry is { } known && known.Class == type && known.Version == ruby.Version)
        {
            return known.Method;
        }
        var method = type.FindMethod(name);
        if (
            method is null
            || method.Visibility != Visibility.Public && !isOwn && !MayCall(ruby, self, method)
        )
        {
            return null;
        }
        entry = new Entry(type, ruby.Version, method);
        return method;
    }

    private static bool MayCall(Runtime ruby, object self, RubyMethod method) =>
        // `Kernel.puts`: what can be called anywhere can be called on its module.
        self == (object)ruby.Classes.Kernel
            && method.Owner == ruby.Classes.Kernel
        || method.Visibility == Visibility.Protected
            && ruby.Caller is { } caller
            && ruby.ClassOf(caller.Self).Is(method.Owner);

    public object Call(Frame frame, object self, object[] arguments, RubyProc? block)
    {
        var ruby = frame.Runtime;
        ruby.Caller = frame;
        ruby.Site = this;
        var method = Find(ruby, self);
        if (method is null)
        {
            return ruby.Missing(self, name, arguments, block, isOwn, isBare, span);
        }
        ruby.Push(this);
        try
        {
            return method is InterpretedMethod written
                ? written.CallWithOwn(ruby, self, arguments, block)
                : method.Call(ruby, self, arguments, block);
        }
        catch (BreakException exit) when (block is not null && exit.Tag == block.Tag)
        {
            return exit.Value;
        }
        finally
        {
            ruby.Pop();
        }
    }

    /// <summary>A call of an operator; numbers are done here.</summary>
    public object Binary(Frame frame, object left, object right)
    {
        if (left is long a && right is long b)
        {
            switch (operation)
            {
                case Operator.Plus when a + b is var sum && ((a ^ sum) & (b ^ sum)) >= 0:
                    return Boxes.Of(sum);
                case Operator.Minus when a - b is var difference && ((a ^ b) & (a ^ difference)) >= 0:
                    return Boxes.Of(difference);
                case Operator.Less:
                    return Booleans.Of(a < b);
                case Operator.Greater:
                    return Booleans.Of(a > b);
                case Operator.AtMost:
                    return Booleans.Of(a <= b);
                case Operator.AtLeast:
                    return Booleans.Of(a >= b);
                case Operator.Equal:
                    return Booleans.Of(a == b);
                case Operator.Times when Math.BigMul(a, b, out var low) is var high && high == low >> 63:
                    return Boxes.Of(low);
                case Operator.Modulo when b > 0:
                    var rest = a % b;
                    return Boxes.Of(rest < 0 ? rest + b : rest);
                default:
                    break;
            }
        }
        return Call(frame, left, [right], null);
    }
}
