module TSort
  class Cyclic < StandardError; end

  class << self
    def tsort(nodes, children) = tsort_each(nodes, children).to_a

    def tsort_each(nodes, children, &block)
      return to_enum(:tsort_each, nodes, children) unless block
      each_strongly_connected_component(nodes, children) do |component|
        raise Cyclic, "topological sort failed: #{component.inspect}" if component.size > 1
        yield component.first
      end
    end

    def strongly_connected_components(nodes, children) = each_strongly_connected_component(nodes, children).to_a

    def each_strongly_connected_component(nodes, children, &block)
      return to_enum(:each_strongly_connected_component, nodes, children) unless block
      known = {}
      stack = []
      nodes.call { |node| each_strongly_connected_component_from(node, children, known, stack, &block) unless known.key?(node) }
      nil
    end

    # Gives each set of nodes that reach one another, those that others need first; tells the lowest place reached.
    def each_strongly_connected_component_from(node, children, known = {}, stack = [], &block)
      return to_enum(:each_strongly_connected_component_from, node, children) unless block
      lowest = place = known[node] = known.size
      depth = stack.size
      stack << node
      children.call(node) do |child|
        found = known.key?(child) ? known[child] : each_strongly_connected_component_from(child, children, known, stack, &block)
        lowest = found if found && found < lowest
      end
      if lowest == place
        component = stack.slice!(depth..)
        component.each { |one| known[one] = nil }
        yield component
      end
      lowest
    end
  end

  def tsort = TSort.tsort(method(:tsort_each_node), method(:tsort_each_child))

  def tsort_each(&block) = TSort.tsort_each(method(:tsort_each_node), method(:tsort_each_child), &block)

  def strongly_connected_components = TSort.strongly_connected_components(method(:tsort_each_node), method(:tsort_each_child))

  def each_strongly_connected_component(&block) = TSort.each_strongly_connected_component(method(:tsort_each_node), method(:tsort_each_child), &block)

  def each_strongly_connected_component_from(node, known = {}, stack = [], &block)
    TSort.each_strongly_connected_component_from(node, method(:tsort_each_child), known, stack, &block)
  end

  def tsort_each_node = raise(NotImplementedError)

  def tsort_each_child(_node) = raise(NotImplementedError)
end
