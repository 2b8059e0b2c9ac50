using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>A lowered expression: built once, run with a frame as often as its code is reached.</summary>
internal delegate Value Evaluation(Frame frame);
