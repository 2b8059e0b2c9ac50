module REXML
  module Formatters
    class Default
      def initialize(ie_hack = false)
        @ie_hack = ie_hack
      end

      def write(node, output)
        case node
        when Document then document(node, output)
        when Element then element(node, output)
        when CData then put(output, "<![CDATA[#{node}]]>")
        when Text then text(node, output)
        when Comment then put(output, "<!--#{node.string}-->")
        when Attribute then output << node.to_string
        when Instruction then output << node.to_s
        else put(output, node.to_s)
        end
        output
      end

      private

      def put(output, text) = output << text

      def text(node, output) = output << node.to_s

      def document(node, output) = node.children.each { |child| write(child, output) }

      def attributes(node) = node.attributes.attributes.sort_by(&:name)

      def element(node, output)
        output << "<#{[node.expanded_name, *attributes(node).map(&:to_string)].join(' ')}"
        return output << '/>' if node.children.empty?
        output << '>'
        node.children.each { |child| write(child, output) }
        output << "</#{node.expanded_name}>"
      end
    end

    class Pretty < Default
      attr_accessor :compact, :width

      def initialize(indentation = 2, ie_hack = false)
        super(ie_hack)
        @indentation = indentation
        @level = 0
        @width = 80
        @compact = false
      end

      private

      def put(output, text) = output << (' ' * @level) << text

      def attributes(node) = node.attributes.attributes

      def text(node, output)
        lines = wrapped(node.to_s.gsub(/\s/, ' ').squeeze(' '), @width - @level)
        output << (' ' * @level) << lines.gsub("\n", "\n#{' ' * @level}")
      end

      def wrapped(text, width)
        return text if text.length < width || !text.include?(' ')
        at = text.rindex(' ', width) or return text
        "#{text[0, at]}\n#{wrapped(text[at + 1..], width)}"
      end

      def document(node, output)
        shown = node.children.reject { |child| child.is_a?(XMLDecl) && child.unwritten }
        shown.each_with_index do |child, at|
          next if child.instance_of?(Text) && child == shown.last
          output << "\n" if at > 0 && !child.instance_of?(Text)
          write(child, output)
        end
      end

      def element(node, output)
        put(output, "<#{[node.expanded_name, *attributes(node).map(&:to_string)].join(' ')}")
        return output << '/>' if node.children.empty?
        output << '>'
        line = @compact && node.children.all?(Text) && one_line(node)
        if line && line.length < @width
          output << line
        else
          output << "\n"
          @level += @indentation
          node.children.each do |child|
            next if child.empty_text?
            write(child, output)
            output << "\n"
          end
          @level -= @indentation
          output << ' ' * @level
        end
        output << "</#{node.expanded_name}>"
      end

      def one_line(node)
        level, @level = @level, 0
        node.children.each_with_object(+'') { |child, line| write(child, line) }
      ensure
        @level = level
      end
    end
  end
end
