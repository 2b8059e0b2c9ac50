using System.Globalization;
using System.Runtime.CompilerServices;
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

    /// <summary>Whether a block is written with the call, which ends with it.</summary>
    public bool HasBlock { get; init; }

    /// <summary>The body that it stands in, as a list of calls names it.</summary>
    public required string Label { get; init; }

    /// <summary>The method written in C# that it called last, where a list of calls tells of that.</summary>
    public string? Native =>
        entry?.Method is not NativeMethod { Written: var native } ? null
        : name is "send" or "__send__" || native.Owner.Name == "Proc" ? null
        : native.Name;

    /// <summary>A block in a body.</summary>
    public static string BlockIn(string label)
    {
        if (!label.StartsWith("block ", StringComparison.Ordinal))
        {
            return $"block in {label}";
        }
        var at = label.IndexOf(" in ", StringComparison.Ordinal);
        var levels = label[..at] is ['b', 'l', 'o', 'c', 'k', ' ', '(', .. var count]
            ? int.Parse(count.Split(' ')[0], CultureInfo.InvariantCulture)
            : 1;
        return string.Create(CultureInfo.InvariantCulture, $"block ({levels + 1} levels){label[at..]}");
    }

    /// <param name="Plain">The method, when it is written in Ruby and takes just so many arguments.</param>
    private sealed record Entry(
        RubyModule Class,
        int Version,
        RubyMethod Method,
        InterpretedMethod? Plain,
        int Count
    );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Entry? Find(Runtime ruby, Frame frame, object self)
    {
        var type = self is RubyObject thing ? thing.Class : ruby.ClassOf(self);
        return entry is { } known && known.Class == type && known.Version == ruby.Version
            ? known
            : Find(ruby, frame, self, type);
    }

    /// <summary>The method, or null when <c>method_missing</c> is to be asked.</summary>
    private Entry? Find(Runtime ruby, Frame frame, object self, RubyModule type)
    {
        var method = type.FindMethod(name);
        if (
            method is null
            || method.Visibility != Visibility.Public && !isOwn && !MayCall(ruby, frame, self, method)
        )
        {
            return null;
        }
        var plain = method is InterpretedMethod { Body.Binder.IsSimple: true } written ? written : null;
        return entry = new Entry(type, ruby.Version, method, plain, plain?.Body.Binder.Required ?? -1);
    }

    private static bool MayCall(Runtime ruby, Frame frame, object self, RubyMethod method) =>
        // `Kernel.puts`: what can be called anywhere can be called on its module.
        self == (object)ruby.Classes.Kernel
            && method.Owner == ruby.Classes.Kernel
        || method.Visibility == Visibility.Protected && ruby.ClassOf(frame.Self).Is(method.Owner);

    public object Call(Frame frame, object self, object[] arguments, RubyProc? block)
    {
        var ruby = frame.Runtime;
        ruby.Site = this;
        return Run(frame, Find(ruby, frame, self), self, arguments, block);
    }

    /// <summary>A call without arguments and without a block.</summary>
    public object Call(Frame frame, object self)
    {
        var ruby = frame.Runtime;
        ruby.Site = this;
        var found = Find(ruby, frame, self);
        return found is { Count: 0 }
            ? Run(ruby, found.Plain!, found.Plain!.Begin(ruby, self))
            : Run(frame, found, self, [], null);
    }

    /// <summary>A call with one argument and without a block.</summary>
    public object Call(Frame frame, object self, object argument)
    {
        var ruby = frame.Runtime;
        ruby.Site = this;
        var found = Find(ruby, frame, self);
        if (found is not { Count: 1 } || IsKeywords(argument))
        {
            return Run(frame, found, self, [argument], null);
        }
        var inner = found.Plain!.Begin(ruby, self);
        inner.Locals[0] = argument;
        return Run(ruby, found.Plain!, inner);
    }

    /// <summary>A call with two arguments and without a block.</summary>
    public object Call(Frame frame, object self, object first, object second)
    {
        var ruby = frame.Runtime;
        ruby.Site = this;
        var found = Find(ruby, frame, self);
        if (found is not { Count: 2 } || IsKeywords(second))
        {
            return Run(frame, found, self, [first, second], null);
        }
        var inner = found.Plain!.Begin(ruby, self);
        (inner.Locals[0], inner.Locals[1]) = (first, second);
        return Run(ruby, found.Plain!, inner);
    }

    private static bool IsKeywords(object argument) => argument is RubyHash { IsKeywords: true };

    /// <summary>
    /// Runs a method whose variables hold its arguments: no list of them was made. Who called it is not
    /// written down, for native methods alone ask.
    /// </summary>
    private object Run(Runtime ruby, InterpretedMethod method, Frame frame)
    {
        ruby.Enter();
        ruby.Push(this);
        try
        {
            var value = method.Body.Evaluation(frame);
            return frame.Exit == Exit.None ? value : frame.ExitValue;
        }
        catch (ReturnException exit) when (exit.Frame == frame)
        {
            return exit.Value;
        }
        finally
        {
            ruby.Pop();
            ruby.Leave();
            method.End(frame);
        }
    }

    private object Run(Frame frame, Entry? found, object self, object[] arguments, RubyProc? block)
    {
        var ruby = frame.Runtime;
        ruby.Caller = frame;
        if (found is null)
        {
            return ruby.Missing(self, name, arguments, block, isOwn, isBare, span);
        }
        ruby.Push(this);
        try
        {
            return found.Method is InterpretedMethod written
                ? written.CallWithOwn(ruby, self, arguments, block)
                : found.Method.Call(ruby, self, arguments, block);
        }
        catch (BreakException exit) when (HasBlock && exit.Tag == block!.Origin)
        {
            return exit.Value;
        }
        finally
        {
            ruby.Pop();
            if (HasBlock)
            {
                block!.IsOrphan = true;
            }
        }
    }

    /// <summary>Whether a call of an operator gives what counts as true.</summary>
    public bool IsTrue(Frame frame, object left, object right) => Runtime.IsTrue(Call(frame, left, right));

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
        return Call(frame, left, right);
    }
}
